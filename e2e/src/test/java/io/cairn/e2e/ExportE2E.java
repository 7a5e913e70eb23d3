package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.SuiteUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is locked in: what is exported and imported elsewhere is the same, byte for byte. */
class ExportE2E {
  private static final String ACCOUNT = "212121212121";
  private static final int EVENTS = 1_200;

  @TempDir Path temp;

  private static String event(int i) {
    return "{\"eventID\":\"%s\",%s\"eventTime\":\"%s\",\"eventName\":\"Export%d\",\"eventSource\":\"export.amazonaws.com\",\"awsRegion\":\"eu-west-%d\",\"recipientAccountId\":\"%s\",\"text\":\"ü \\\"%d\\\"\"}"
        .formatted(
            UUID.nameUUIDFromBytes(("export" + i).getBytes(StandardCharsets.UTF_8)),
            i % 5 == 0 ? "\n  " : "",
            Instant.parse("2026-01-30T20:00:00Z").plusSeconds(i * 60L),
            i % 3,
            i % 2 + 1,
            ACCOUNT,
            i);
  }

  private static void awaitStored(SuiteUnderTest suite) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(suite.cairnOk("events", "--count", "--account", ACCOUNT).strip())
                    .isEqualTo(Integer.toString(EVENTS)));
  }

  private Map<String, String> export(SuiteUnderTest suite, String name) {
    Path folder = temp.resolve(name);
    CommandResult ran = suite.cairn("trail", "export", folder.toString(), "--account", ACCOUNT);
    assertThat(ran.status()).as(ran.toString()).isZero();
    assertThat(ran.out()).startsWith(EVENTS + " events in ");
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
          files.put(
              folder.relativize(file).toString(),
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  @Test
  void shouldGiveEqualFilesWhenWhatWasExportedIsImportedElsewhere() {
    // Given
    Map<String, String> files;
    try (var suite = SuiteUnderTest.start("--no-aot")) {
      Api api = suite.api();
      List<String> events = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        events.add(event(i));
      }
      assertThat(
              api.post("/api/v1/trail/events", "{\"Records\":[" + String.join(",", events) + "]}")
                  .status())
          .isEqualTo(202);
      awaitStored(suite);

      // When: from the running suite, and from its folder alone
      files = export(suite, "running");
      suite.down();
      Map<String, String> down = export(suite, "down");

      // Then
      assertThat(down).isEqualTo(files);
      assertThat(String.join("", files.values())).contains(events);
      assertThat(suite.cairnOk("trail", "check")).contains("Nothing is wrong.");
    }

    // When: brought into another suite, twice
    try (var other = SuiteUnderTest.start("--no-aot")) {
      String from = temp.resolve("running").toString();
      assertThat(other.cairnOk("trail", "import", from)).startsWith(EVENTS + " events accepted");
      other.cairnOk("trail", "import", from);
      awaitStored(other);

      // Then
      assertThat(export(other, "imported")).isEqualTo(files);
      assertThat(other.cairnOk("events", "--by", "day", "--account", ACCOUNT))
          .contains("2026-01-30 00:00:00  240", "2026-01-31 00:00:00  960");
    }
  }
}
