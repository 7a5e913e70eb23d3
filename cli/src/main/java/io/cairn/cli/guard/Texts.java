package io.cairn.cli.guard;

import io.cairn.cli.suite.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files by name, or all of a kind under folders, in the order of their names. */
final class Texts {

  static final List<String> RULES = List.of(".guard", ".ruleset");
  static final List<String> DATA = List.of(".json", ".jsn", ".yaml", ".yml", ".template");

  private Texts() {}

  /** The files of some paths; a folder stands for what in it ends as asked. */
  static List<Path> find(List<Path> paths, List<String> endings) {
    var found = new ArrayList<Path>();
    for (var path : paths) {
      if (Files.isDirectory(path)) {
        found.addAll(under(path, endings));
      } else if (Files.isReadable(path)) {
        found.add(path);
      } else {
        throw new Refused("the file " + path + " is not there or cannot be read");
      }
    }
    if (found.isEmpty()) {
      throw new Refused(
          "there is no file ending in " + String.join(", ", endings) + " under " + paths);
    }
    return found;
  }

  private static List<Path> under(Path folder, List<String> endings) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> ends(file, endings) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static boolean ends(Path file, List<String> endings) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
