package io.cairn.e2e.kill;

import io.cairn.e2e.suite.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Writes what a long proof found into docs/reliability.md, whose last section is the results'. */
final class ProofResults {
  private static final Path PAGE = Commands.root().resolve("docs/reliability.md");

  private ProofResults() {}

  static void append(int kills, Pusher pusher, int found, long seed) {
    String line =
        "| %s | %d | %d | %d | 0 | 0 | %d | `./cairn test --full e2e KillE2E` (seed %d) |%n"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                kills,
                pusher.acknowledged(),
                found,
                pusher.repeated(),
                seed);
    try {
      Files.writeString(PAGE, line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the result was not written: " + line, e);
    }
  }
}
