package io.cairn.standalone.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the machine has room for work that nobody waits for. */
final class Idle {
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Idle() {}

  /** Half of the processors free, and so many bytes of memory where the system tells. */
  static boolean now(long neededBytes) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < Runtime.getRuntime().availableProcessors() * 0.5 && hasMemory(neededBytes);
  }

  /** So many bytes of memory free, where the system tells. */
  static boolean hasMemory(long needed) {
    if (!Files.isReadable(MEMORY)) {
      return true;
    }
    try (var lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .allMatch(free -> free >= needed);
    } catch (IOException _) {
      return true;
    }
  }
}
