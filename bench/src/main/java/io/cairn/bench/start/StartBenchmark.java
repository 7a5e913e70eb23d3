package io.cairn.bench.start;

import io.cairn.bench.suite.RunningSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long the next start takes and what all processes hold together. Reads {@code /proc}, so Linux
 * only.
 */
public final class StartBenchmark {
  private final Path checkout;

  /** Of the suites of this checkout. */
  public StartBenchmark(Path checkout) {
    this.checkout = checkout;
  }

  /**
   * Starts the folder of a stopped suite again, prints seconds and memory, and gives the running
   * suite.
   */
  public RunningSuite restart(RunningSuite stopped) throws IOException {
    RunningSuite again = RunningSuite.startOn(checkout, stopped.data(), stopped.port(), Map.of());
    System.out.printf(
        Locale.ROOT,
        "  next start: ready in %.1f s; memory %,.0f MB%n",
        again.startTook().toMillis() / 1e3,
        megabytes(again));
    return again;
  }

  /** Proportional set size of the launcher and everything it started, in MB. */
  public static double megabytes(RunningSuite suite) throws IOException {
    long launcher =
        Long.parseLong(Files.readString(suite.data().resolve("run/launcher.pid")).strip());
    ProcessHandle root = ProcessHandle.of(launcher).orElseThrow();
    long kilobytes = 0;
    for (ProcessHandle each : Stream.concat(Stream.of(root), root.descendants()).toList()) {
      kilobytes += pss(each.pid());
    }
    return kilobytes / 1e3;
  }

  private static long pss(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    }
  }
}
