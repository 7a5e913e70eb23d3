package io.cairn.bench.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU seconds used so far, user and system: of this process but for the threads that compile its
 * code, which a short run would count and a long one not, and of PostgreSQL with all its processes,
 * read from {@code /proc}.
 *
 * @param client of this process
 * @param server of PostgreSQL
 */
record CpuTime(double client, double server) {
  private static final double TICKS = 100;

  static CpuTime now(long postmaster) throws IOException {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new CpuTime(system.getProcessCpuTime() / 1e9 - compilers(), tree(postmaster));
  }

  /** Of this process's own C1 and C2 threads; the kernel cuts their names. */
  private static double compilers() throws IOException {
    double ticks = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        if (stat.contains("(C1 ") || stat.contains("(C2 ")) {
          List<String> fields = fields(stat);
          ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        }
      }
    }
    return ticks / TICKS;
  }

  CpuTime since(CpuTime before) {
    return new CpuTime(client - before.client, server - before.server);
  }

  CpuTime plus(CpuTime other) {
    return new CpuTime(client + other.client, server + other.server);
  }

  /** Of a process, of its children that ended, and of those that run. */
  private static double tree(long postmaster) throws IOException {
    List<String> own = stat(postmaster);
    double ticks = 0;
    for (int field = 11; field < 15; field++) {
      ticks += Long.parseLong(own.get(field));
    }
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(CpuTime::isProcess).toList()) {
        ticks += childTicks(Long.parseLong(process.getFileName().toString()), postmaster);
      }
    }
    return ticks / TICKS;
  }

  private static boolean isProcess(Path path) {
    return path.getFileName().toString().chars().allMatch(Character::isDigit);
  }

  private static double childTicks(long process, long parent) {
    try {
      List<String> stat = stat(process);
      return Long.parseLong(stat.get(1)) == parent
          ? Long.parseLong(stat.get(11)) + Long.parseLong(stat.get(12))
          : 0;
    } catch (IOException _) {
      return 0; // it ended meanwhile; its parent has counted it
    }
  }

  /** The fields behind the name, which is in parentheses and may hold anything. */
  private static List<String> stat(long process) throws IOException {
    return fields(Files.readString(Path.of("/proc/" + process + "/stat")));
  }

  private static List<String> fields(String stat) {
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
  }
}
