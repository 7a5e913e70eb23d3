package io.cairn.detections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * One or several records and what should fire on them; see the README beside the cases.
 *
 * @param expected names of detections; empty where nothing should fire
 * @param records compact JSON, in the order they come
 */
@NullMarked
record LabelledCase(List<String> expected, List<String> records) {

  /** The cases of a file. */
  static List<LabelledCase> read(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> parse(file, line))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static LabelledCase parse(Path file, String line) {
    List<String> parts = List.of(line.split("\t", -1));
    if (parts.size() < 2) {
      throw new IllegalArgumentException(file + ": no tab in: " + line);
    }
    String names = parts.getFirst();
    return new LabelledCase(
        names.equals("-") ? List.of() : List.of(names.split(",", -1)),
        parts.subList(1, parts.size()));
  }

  /** The files of a folder, or the file itself. */
  static List<Path> files(Path place) {
    try (Stream<Path> found = Files.walk(place)) {
      return found.filter(path -> path.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + place, e);
    }
  }
}
