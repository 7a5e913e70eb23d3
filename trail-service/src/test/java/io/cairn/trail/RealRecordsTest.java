package io.cairn.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The issue's own check: 2,900 records as the files they came in, twice, are 2,900 events once. */
@NullMarked
@QuarkusTest
class RealRecordsTest {
  /** The real records are of 2023; other tests' are not. */
  private static final Map<String, String> REAL = Map.of("endTime", "2024-01-01T00:00:00Z");

  @Test
  void shouldHoldEachEventOnceAndBalanceWhenFilesComeTwiceByEachWay() throws IOException {
    // Given
    Map<String, List<byte[]>> files = RealRecords.byFile();
    long before = TrailApi.count(REAL);
    long duplicates = TrailApi.ledger("push").getLong("duplicate");
    long conflicts = TrailApi.ledger("push").getLong("conflict");
    long storedByPush = TrailApi.ledger("push").getLong("stored");

    // When: uploaded twice
    for (int round = 0; round < 2; round++) {
      for (var file : files.entrySet()) {
        var answer =
            TrailApi.upload(
                file.getKey() + ".gz", RealRecords.gzip(RealRecords.logFile(file.getValue())));
        assertThat(answer.statusCode()).isEqualTo(round == 0 ? 202 : 200);
        assertThat(answer.jsonPath().getBoolean("alreadyReceived")).isEqualTo(round == 1);
        assertThat(answer.jsonPath().getInt("expected")).isEqualTo(file.getValue().size());
      }
    }

    // Then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              var uploads = TrailApi.ledger("uploads");
              assertThat(uploads.getString("received")).isEqualTo("2900");
              assertThat(uploads.getString("inFlight")).isEqualTo("0");
            });
    var uploads = TrailApi.ledger("uploads");
    assertThat(uploads.getLong("expected")).isEqualTo(2_900);
    assertThat(uploads.getLong("objectsRead")).isEqualTo(files.size());
    long stored = uploads.getLong("stored");
    assertThat(stored + uploads.getLong("duplicate") + uploads.getLong("refused")).isEqualTo(2_900);
    assertThat(TrailApi.count(REAL)).isEqualTo(before + stored);
    assertThat(before + stored).isEqualTo(2_900);

    // When: pushed as well
    for (List<byte[]> records : files.values()) {
      assertThat(TrailApi.push(RealRecords.logFile(records), "application/json").statusCode())
          .isEqualTo(202);
    }

    // Then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(TrailApi.ledger("push").getLong("duplicate"))
                    .isEqualTo(duplicates + 2_900));
    assertThat(TrailApi.ledger("push").getLong("conflict")).isEqualTo(conflicts);
    assertThat(TrailApi.ledger("push").getLong("stored")).isEqualTo(storedByPush);
    assertThat(TrailApi.count(REAL)).isEqualTo(2_900);
  }
}
