package io.cairn.config.item;

import static io.cairn.config.testing.Observations.bucket;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.config.item.ItemRecorder.Outcome;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class BatchRecorderTest {
  private static final Instant T0 = Instant.parse("2026-03-04T05:06:07.089Z");

  @Inject ItemRecorder recorder;
  @Inject ItemStore items;
  @Inject Database database;

  private int items(ResourceKey key) {
    return items.newestFirst(key, null, null, null, 100).size();
  }

  @Test
  void shouldTellEachOutcomeInOrderWhenABatchHoldsAllOfThem() {
    // Given
    String account = "121212121201";
    ResourceKey same = bucket(account, "same");
    ResourceKey changed = bucket(account, "changed");
    ResourceKey early = bucket(account, "early");
    recorder.recordAll(
        List.of(
            Observations.of(same).at(T0).seen(),
            Observations.of(changed).at(T0).seen(),
            Observations.of(early).at(T0).seen()));

    // When
    List<Outcome> outcomes =
        recorder.recordAll(
            List.of(
                Observations.of(changed).tagged("a", "b").at(T0.plusSeconds(1)).seen(),
                Observations.of(bucket(account, "added")).at(T0.plusSeconds(1)).seen(),
                Observations.of(early).tagged("late", "1").at(T0.minusSeconds(1)).seen(),
                Observations.of(same).at(T0.plusSeconds(1)).seen()));

    // Then
    assertThat(outcomes)
        .containsExactly(Outcome.CHANGED, Outcome.DISCOVERED, Outcome.IGNORED, Outcome.UNCHANGED);
    assertThat(items(same)).isOne();
    assertThat(items(changed)).isEqualTo(2);
    assertThat(items(early)).isOne();
  }

  @Test
  void shouldRecordBothWhenABatchHoldsAResourceTwice() {
    // Given
    ResourceKey key = bucket("121212121202", "twice");

    // When
    List<Outcome> outcomes =
        recorder.recordAll(
            List.of(
                Observations.of(key).at(T0).seen(),
                Observations.of(key).tagged("a", "b").at(T0.plusSeconds(1)).seen(),
                Observations.of(key).tagged("a", "b").at(T0.plusSeconds(2)).seen()));

    // Then
    assertThat(outcomes).containsExactly(Outcome.DISCOVERED, Outcome.CHANGED, Outcome.UNCHANGED);
    assertThat(items(key)).isEqualTo(2);
  }

  @Test
  void shouldRecordTheOthersWhenOneOfABatchCannotBe() {
    // Given
    String account = "121212121203";
    database.update(
        Sql.of(
            "ALTER TABLE outbox ADD CONSTRAINT one_bad CHECK (record_key NOT LIKE '%/bad-one')"));
    List<ObservedResource> batch =
        List.of(
            Observations.of(bucket(account, "good-1")).seen(),
            Observations.of(bucket(account, "bad-one")).seen(),
            Observations.of(bucket(account, "good-2")).seen());

    // When
    List<Outcome> outcomes = recorder.recordAll(batch);
    database.update(Sql.of("ALTER TABLE outbox DROP CONSTRAINT one_bad"));

    // Then
    assertThat(outcomes).containsExactly(Outcome.DISCOVERED, Outcome.FAILED, Outcome.DISCOVERED);
    assertThat(recorder.existingIds(new AccountId(account), "eu-west-1", "AWS::S3::Bucket"))
        .containsExactlyInAnyOrder("good-1", "good-2");
    assertThat(items(bucket(account, "bad-one"))).isZero();
    assertThat(recorder.recordAll(batch))
        .containsExactly(Outcome.UNCHANGED, Outcome.DISCOVERED, Outcome.UNCHANGED);
  }

  @Test
  void shouldNotQuoteTheItemWhenItCannotBeStored() {
    // Given
    ResourceKey key = bucket("121212121205", "quoted");
    database.update(
        Sql.of(
            "ALTER TABLE outbox ADD CONSTRAINT no_quoted CHECK (record_key NOT LIKE '%/quoted')"));
    var trace = new StringWriter();

    // When
    try {
      recorder.record(Observations.of(key).configured("{\"secret\":\"in the body\"}").seen());
    } catch (RuntimeException e) {
      e.printStackTrace(new PrintWriter(trace));
    }
    database.update(Sql.of("ALTER TABLE outbox DROP CONSTRAINT no_quoted"));

    // Then
    String body = HexFormat.of().formatHex("in the body".getBytes(StandardCharsets.UTF_8));
    assertThat(trace.toString())
        .contains("no_quoted")
        .contains("Caused by: org.postgresql")
        .doesNotContain("BatchUpdateException", body, "in the body");
  }

  @Test
  void shouldNotWaitInACircleWhenBatchesOverlapInAnyOrder() throws Exception {
    // Given
    String account = "121212121204";
    var random = new Random(42);
    List<Callable<List<Outcome>>> tasks = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Instant at = T0.plusMillis(i);
      List<ObservedResource> batch =
          new ArrayList<>(
              IntStream.range(0, 20)
                  .mapToObj(n -> Observations.of(bucket(account, "b" + n)).at(at).seen())
                  .toList());
      Collections.shuffle(batch, random);
      tasks.add(() -> recorder.recordAll(batch));
    }

    // When
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<Outcome>> each : threads.invokeAll(tasks)) {
        outcomes.addAll(each.get());
      }
    }

    // Then
    assertThat(outcomes).hasSize(480).doesNotContain(Outcome.FAILED, Outcome.CHANGED);
    assertThat(outcomes.stream().filter(Outcome.DISCOVERED::equals)).hasSize(20);
  }
}
