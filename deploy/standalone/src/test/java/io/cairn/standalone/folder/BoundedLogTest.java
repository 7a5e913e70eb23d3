package io.cairn.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
  @TempDir private Path temp;

  @Test
  void shouldNeverKeepMoreThanTwoFilesOfTheGivenSize() throws Exception {
    // Given
    Path file = temp.resolve("part.log");

    // When
    try (var log = new BoundedLog(file, 1_000)) {
      for (int i = 0; i < 1_000; i++) {
        log.line("line " + i);
      }
    }

    // Then
    assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
    assertThat(Files.size(temp.resolve("part.log.1"))).isLessThanOrEqualTo(1_000);
    try (var files = Files.list(temp)) {
      assertThat(files).hasSize(2);
    }
    assertThat(BoundedLog.tail(file, 1)).containsExactly("line 999");
  }

  @Test
  void shouldGoOnWhereTheLastRunEnded() {
    // Given
    Path file = temp.resolve("part.log");
    try (var log = new BoundedLog(file, 1_000)) {
      log.line("first");
    }

    // When
    try (var log = new BoundedLog(file, 1_000)) {
      log.line("second");
    }

    // Then
    assertThat(BoundedLog.tail(file, 5)).containsExactly("first", "second");
  }
}
