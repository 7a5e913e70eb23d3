package io.cairn.e2e.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An access key, here or at an AWS endpoint.
 *
 * @param id the access key id
 * @param secret the secret access key
 */
public record AccessKey(String id, String secret) {
  /** Reads a credentials file's only profile. */
  static AccessKey read(Path credentials) {
    var read = new Properties();
    try (var in = Files.newBufferedReader(credentials)) {
      read.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("no access key in " + credentials, e);
    }
    return new AccessKey(
        read.getProperty("aws_access_key_id"), read.getProperty("aws_secret_access_key"));
  }
}
