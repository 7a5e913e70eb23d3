package io.cairn.detections;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the shipped detections from the class path, by an index that names them: neither a jar nor
 * a native image can list a folder. A native image must include {@code cairn/detections/**} as
 * resources.
 */
public final class ShippedDetections {
  /** Where the files lie on the class path. */
  public static final String FOLDER = "/cairn/detections/";

  private static final String INDEX = "index.txt";

  private ShippedDetections() {}

  /** The names of all files, sorted. */
  public static List<String> names() {
    return text(INDEX).lines().filter(line -> !line.isBlank()).toList();
  }

  /** All files in the order of their names. */
  public static List<ShippedDetection> all() {
    return names().stream().map(name -> new ShippedDetection(name, text(name))).toList();
  }

  private static String text(String name) {
    try (InputStream in = ShippedDetections.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource " + FOLDER + name + " is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + FOLDER + name, e);
    }
  }
}
