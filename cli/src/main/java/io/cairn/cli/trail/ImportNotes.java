package io.cairn.cli.trail;

import io.cairn.cli.suite.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Which files of an unfinished import are done, so that the same command goes on where it was
 * interrupted. The notes go when the import is complete: a later one sends everything again, and
 * the suite keeps each event once.
 */
final class ImportNotes {
  private final Path file;
  private final Set<String> done;

  private ImportNotes(Path file, Set<String> done) {
    this.file = file;
    this.done = done;
  }

  /** The notes of an import of {@code paths}, in a folder. */
  static ImportNotes open(Path folder, List<Path> paths) {
    var sum = new CRC32();
    paths.forEach(p -> sum.update(p.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)));
    Path file = folder.resolve("import-%08x".formatted(sum.getValue()));
    try {
      Files.createDirectories(folder);
      Set<String> done = new HashSet<>();
      if (Files.exists(file)) {
        done.addAll(Files.readAllLines(file));
      }
      return new ImportNotes(file, done);
    } catch (IOException e) {
      throw new Refused(
          "the notes of the import cannot be kept in %s: %s".formatted(folder, e.getMessage()));
    }
  }

  synchronized boolean isDone(Path log) {
    return done.contains(entry(log));
  }

  synchronized void done(Path log) {
    String entry = entry(log);
    done.add(entry);
    try {
      Files.writeString(file, entry + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new Refused(
          "the notes of the import cannot be written to %s: %s".formatted(file, e.getMessage()));
    }
  }

  /** Forgets everything: the import is complete. */
  void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Refused("the notes of the import cannot be removed: " + e.getMessage());
    }
  }

  private static String entry(Path log) {
    try {
      return "%d %d %s"
          .formatted(
              Files.size(log),
              Files.getLastModifiedTime(log).toMillis(),
              log.toAbsolutePath().toString().replace('\n', ' '));
    } catch (IOException e) {
      throw new Refused("%s cannot be read: %s".formatted(log, e.getMessage()));
    }
  }
}
