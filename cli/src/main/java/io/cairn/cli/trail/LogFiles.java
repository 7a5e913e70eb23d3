package io.cairn.cli.trail;

import io.cairn.cli.suite.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The log files under some paths: a named file is always taken, in a tree those that look like one.
 */
public final class LogFiles {
  private LogFiles() {}

  /** The files under the paths, in order; a path that is not there is refused. */
  public static List<Path> find(List<Path> paths) {
    List<Path> found = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new Refused("there is no file or folder " + path);
      }
      if (Files.isDirectory(path)) {
        found.addAll(tree(path));
      } else {
        found.add(path);
      }
    }
    return found;
  }

  private static List<Path> tree(Path folder) {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(LogFiles::looksLikeLogFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Refused("the folder %s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  // A digest file vouches for log files; it holds no records.
  private static boolean looksLikeLogFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean digest = file.toString().contains("CloudTrail-Digest");
    return !digest
        && (name.endsWith(".json")
            || name.endsWith(".gz")
            || name.endsWith(".jsonl")
            || name.endsWith(".ndjson"));
  }
}
