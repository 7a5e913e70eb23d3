package io.cairn.findings.finding.record;

import static io.cairn.findings.finding.record.Sightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.findings.Api;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class MatchedEventPackingTest {
  @Inject SightingRecorder recorder;
  @Inject MatchedEventPacking packing;
  @Inject Database database;

  private final String account = Api.account();
  private final String detection = "packed-" + account;

  private void record(List<Sighting> sightings) {
    QuarkusTransaction.requiringNew().run(() -> recorder.record(sightings));
  }

  private Sighting at(int event, Instant time) {
    return Sightings.in(account).of(detection).at("e-" + event, time);
  }

  /** Events of two days, an hour apart. */
  private List<Sighting> events(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> at(i, NOON.plus(Duration.ofMinutes(i % 48 * 60L))))
        .toList();
  }

  private Map<String, Object> theFinding() {
    List<Map<String, Object>> all = Api.findings("accountId", account);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private int number(String sql) {
    return database.call(
        "look at a test",
        connection ->
            Statement.of(sql)
                .with(detection)
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }

  private int loose() {
    return number("SELECT count(*) FROM matched_event WHERE detection_id = ?");
  }

  private int packed() {
    return number(
        "SELECT coalesce(sum(cardinality(event_keys)), 0) FROM matched_event_pack WHERE detection_id = ?");
  }

  @Test
  void shouldPackOldDaysAndCountNothingTwiceWhenEventsComeAgain() {
    // Given
    record(events(0, 2_500));
    Instant recent = Instant.now().minus(Duration.ofHours(1));
    record(List.of(at(9_000, recent)));

    // When
    packing.run();

    // Then
    assertThat(loose()).isEqualTo(1);
    assertThat(packed()).isEqualTo(2_500);
    assertThat(
            number(
                "SELECT max(cardinality(event_keys)) FROM matched_event_pack WHERE detection_id = ?"))
        .isLessThanOrEqualTo(1_000);

    // When
    record(events(0, 2_500));
    record(List.of(at(9_000, recent)));
    // Then
    assertThat(theFinding()).containsEntry("count", 2_501);
    assertThat(loose()).isEqualTo(1);

    // When
    record(events(2_400, 2_600));
    packing.run();
    record(events(0, 2_600));
    // Then
    assertThat(theFinding()).containsEntry("count", 2_601);
    assertThat(packed()).isEqualTo(2_600);
  }

  @Test
  void shouldCountEachEventOnceWhenPackingRacesWithEventsThatComeAgain()
      throws InterruptedException {
    // Given
    List<Thread> writers = new ArrayList<>();

    // When
    for (int w = 0; w < 3; w++) {
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 30; i++) {
                      record(events(i * 10 % 100, i * 10 % 100 + 10));
                    }
                  }));
    }
    writers.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 30; i++) {
                    packing.run();
                  }
                }));
    for (Thread writer : writers) {
      writer.join();
    }
    packing.run();

    // Then
    assertThat(theFinding()).containsEntry("count", 100);
    assertThat(packed()).isEqualTo(100);
    assertThat(loose()).isZero();
  }
}
