package io.cairn.e2e.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes of a suite, as its data folder names them. */
public final class Running {
  private final Path data;

  Running(Path data) {
    this.data = data;
  }

  /** The launcher, if it runs. */
  public Optional<ProcessHandle> launcher() {
    return lines(data.resolve("run/launcher.pid")).stream().findFirst().flatMap(Running::alive);
  }

  /** PostgreSQL's postmaster, if it runs. */
  public Optional<ProcessHandle> postmaster() {
    return lines(data.resolve("postgresql/postmaster.pid")).stream()
        .findFirst()
        .flatMap(Running::alive);
  }

  /** A service by its name, if it runs. */
  public Optional<ProcessHandle> service(String name) {
    return lines(data.resolve("run/processes")).stream()
        .map(line -> line.split(" ", 3))
        .filter(words -> words[0].equals(name))
        .findFirst()
        .flatMap(words -> alive(words[1]));
  }

  /** Every process of the suite, the launcher and what PostgreSQL started included. */
  public Set<ProcessHandle> all() {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    for (Optional<ProcessHandle> root : List.of(launcher(), postmaster())) {
      root.ifPresent(
          process -> {
            all.add(process);
            process.descendants().forEach(all::add);
          });
    }
    for (String line : lines(data.resolve("run/processes"))) {
      alive(line.split(" ", 3)[1]).ifPresent(all::add);
    }
    return all;
  }

  /** What all processes hold together, shared pages divided among them, in MB; Linux only. */
  public long megabytes() {
    return all().stream().mapToLong(process -> kilobytes(process.pid())).sum() / 1_000;
  }

  private static long kilobytes(long pid) {
    return lines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static Optional<ProcessHandle> alive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException _) {
      return List.of(); // such a part does not run
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
