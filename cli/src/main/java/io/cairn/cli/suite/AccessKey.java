package io.cairn.cli.suite;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * An access key as a shared-credentials file holds it.
 *
 * @param id access key id
 * @param secret secret access key
 */
record AccessKey(String id, String secret) {

  /** Reads one profile of a shared-credentials file. */
  static AccessKey read(Path file, String profile) {
    try {
      Map<String, String> values = new HashMap<>();
      boolean inside = false;
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        if (text.startsWith("[")) {
          inside = text.equals("[" + profile + "]");
        } else if (inside && text.contains("=")) {
          values.put(text.split("=", 2)[0].strip(), text.split("=", 2)[1].strip());
        }
      }
      String id = values.get("aws_access_key_id");
      String secret = values.get("aws_secret_access_key");
      if (id == null || secret == null) {
        throw new Refused("%s holds no access key for profile %s".formatted(file, profile));
      }
      return new AccessKey(id, secret);
    } catch (IOException e) {
      throw new Refused(
          "the access key cannot be read from %s: %s; give another file with --credentials"
              .formatted(file, reason(file, e)));
    }
  }

  private static String reason(Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this user may not read it";
      default ->
          Files.isDirectory(file) ? "it is a folder" : "it is no text (" + e.getMessage() + ")";
    };
  }

  @Override
  public String toString() {
    return id;
  }
}
