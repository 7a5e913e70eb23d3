package io.cairn.standalone.demo;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What is remembered of the sample in a data folder, so that later starts answer for the same
 * accounts.
 *
 * @param begun when the sample was made; all its dates count from here
 * @param struck when the intruder struck, absent before
 */
record DemoState(Instant begun, Optional<Instant> struck) {

  private static Path file(DataFolder folder) {
    return folder.root().resolve("demo.properties");
  }

  static Optional<DemoState> read(DataFolder folder) {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    var read = new Properties();
    try {
      read.load(new StringReader(Files.readString(file(folder))));
      return Optional.of(
          new DemoState(
              Instant.parse(read.getProperty("begun")),
              Optional.ofNullable(read.getProperty("struck")).map(Instant::parse)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses a folder that holds somebody's own suite: the sample does not mix with real accounts.
   */
  static void refuseForeign(DataFolder folder) {
    if (Files.exists(folder.credentials()) && read(folder).isEmpty()) {
      throw new CannotStart(
          "%s holds a suite of your own; load the sample into another folder: ./cairn up --demo --data DIR"
              .formatted(folder.root()));
    }
  }

  void write(DataFolder folder) {
    try {
      DataFolder.writeSecret(
          file(folder),
          "begun=" + begun + "\n" + struck.map(at -> "struck=" + at + "\n").orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
