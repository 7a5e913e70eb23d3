package io.cairn.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonParseException;
import io.cairn.contracts.Topic;
import io.cairn.messaging.consumer.BatchConsumer;
import io.cairn.messaging.consumer.PoisonException;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.cairn.messaging.deadletter.DeadLetter;
import io.cairn.messaging.deadletter.DeadLetters;
import io.cairn.messaging.outbox.Outbox;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class MessagingTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  /** A consumer as features write them. */
  @ApplicationScoped
  static class Items {
    static final List<String> HANDLED = new CopyOnWriteArrayList<>();
    static final AtomicInteger OUTAGES = new AtomicInteger();
    static volatile boolean poisonIsPoison = true;
    static volatile boolean away = true;
    private final BatchConsumer consumer;

    Items(BatchConsumer consumer) {
      this.consumer = consumer;
    }

    @Incoming("item-recorded-in")
    @Blocking
    CompletionStage<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
      return consumer.consume(batch, this::handle);
    }

    private void handle(List<ReceivedRecord> records) {
      for (ReceivedRecord received : records) {
        String text = new String(received.value(), UTF_8);
        if (text.startsWith("poison") && poisonIsPoison) {
          throw new PoisonException("not an item: " + text);
        }
        if (text.startsWith("no-json")) {
          throw new UncheckedIOException(new JsonParseException(null, "no JSON: " + text));
        }
        if (text.startsWith("too-deep")) {
          throw new StackOverflowError("too deep: " + text);
        }
        if (text.startsWith("away") && away) {
          throw new IllegalStateException(new SQLException("Sorry, acquisition timeout!"));
        }
        if (text.startsWith("outage") && OUTAGES.incrementAndGet() <= 5) {
          throw new IllegalStateException(new SQLTransientConnectionException("database away"));
        }
      }
      records.forEach(received -> HANDLED.add(new String(received.value(), UTF_8)));
    }
  }

  @Inject Outbox outbox;
  @Inject DeadLetters letters;

  @Test
  void shouldSendOnceWhenTheTransactionCommitsAndNeverWhenItRollsBack() {
    // Given
    byte[] told = "{\"told\":true}".getBytes(UTF_8);

    // When
    QuarkusTransaction.requiringNew().run(() -> outbox.add(Topic.FINDING_UPDATED, "f1", told));
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          outbox.add(Topic.FINDING_UPDATED, "f2", told);
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    QuarkusTransaction.requiringNew().run(() -> outbox.add(Topic.FINDING_UPDATED, "f3", told));

    // Then
    try (var probe = new KafkaProbe()) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(probe.readAll("findings.finding.updated.v1"))
                      .extracting(KafkaProbe.Read::key)
                      .containsExactlyInAnyOrder("f1", "f3"));
      assertThat(probe.readAll("findings.finding.updated.v1").getFirst().headers())
          .containsEntry("ce_type", "io.cairn.findings.finding.updated.v1")
          .containsEntry("ce_source", "/config-service")
          .containsKeys("ce_id", "ce_time");
    }
  }

  @Test
  void shouldRefuseToAddWhenThereIsNoTransaction() {
    assertThatThrownBy(() -> outbox.add(Topic.FINDING_UPDATED, "f", new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside a transaction");
  }

  @Test
  void shouldDeadLetterOnlyThePoisonAndReplayItWhenAsked() {
    try (var probe = new KafkaProbe()) {
      // Given
      for (int i = 0; i < 300; i++) {
        String text = i % 100 == 50 ? "poison-" + i : "item-" + i;
        probe.send("config.item.recorded.v1", "k" + (i % 7), text.getBytes(UTF_8), Map.of());
      }

      // When
      await().atMost(SOON).untilAsserted(() -> assertThat(poisons()).hasSize(3));

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(Items.HANDLED)
                      .filteredOn(t -> t.startsWith("item-"))
                      .doesNotHaveDuplicates()
                      .hasSize(297));
      DeadLetter letter = poisons().getLast();
      assertThat(letter.reason()).contains("not an item: poison-");
      assertThat(letter.topic()).isEqualTo("config.item.recorded.v1");
      Items.poisonIsPoison = false;
      assertThat(letters.replay(letter.id())).isTrue();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(Items.HANDLED).contains(letter.preview()));
      assertThat(poisons()).hasSize(3).anySatisfy(l -> assertThat(l.replayedAt()).isNotNull());
    }
  }

  private List<DeadLetter> poisons() {
    return lettersWith("not an item");
  }

  private List<DeadLetter> lettersWith(String reason) {
    return letters.list(100, null).items().stream()
        .filter(letter -> letter.reason().contains(reason))
        .toList();
  }

  @Test
  void shouldCopyEachDeadLetterToItsTopicOnceWithWhereItCameFrom() {
    try (var probe = new KafkaProbe()) {
      // When
      probe.send("config.item.recorded.v1", "c", "no-json-1".getBytes(UTF_8), Map.of("h", "1"));
      probe.send("config.item.recorded.v1", "c", "too-deep-1".getBytes(UTF_8), Map.of());
      probe.send("config.item.recorded.v1", "c", "item-behind".getBytes(UTF_8), Map.of());

      // Then: neither blocks the partition
      await().atMost(SOON).untilAsserted(() -> assertThat(Items.HANDLED).contains("item-behind"));
      DeadLetter letter = lettersWith("no JSON: no-json-1").getFirst();
      assertThat(lettersWith("too deep: too-deep-1")).hasSize(1);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          probe.read(
                              "config-service.config.item.recorded.v1.dlq",
                              r -> r.text().equals("no-json-1")))
                      .singleElement()
                      .satisfies(
                          copy ->
                              assertThat(copy.headers())
                                  .containsEntry("dead-letter-id", letter.id().toString())
                                  .containsEntry("dead-letter-topic", letter.topic())
                                  .containsEntry(
                                      "dead-letter-offset", String.valueOf(letter.offset()))
                                  .containsEntry("h", "1")));
    }
  }

  @Test
  void shouldShowSinceWhenAndWhyWhenARecordWaitsForTheDatabase() {
    try (var probe = new KafkaProbe()) {
      // When: the pool gives no connection, which has no SQL state
      probe.send("config.item.recorded.v1", "a", "away".getBytes(UTF_8), Map.of());

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(HealthPage.check("consumers").toString())
                      .contains("config.item.recorded.v1-")
                      .contains("5 attempts")
                      .contains("Sorry, acquisition timeout!"));
      assertThat(HealthPage.metric("cairn_messaging_consumer_waiting_records")).isPositive();

      // When
      Items.away = false;

      // Then
      await().atMost(SOON).untilAsserted(() -> assertThat(Items.HANDLED).contains("away"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(HealthPage.check("consumers").toString()).contains("waiting=0"));
      assertThat(lettersWith("acquisition")).isEmpty();
    }
  }

  @Test
  void shouldKeepTryingWhenTheDatabaseIsAway() {
    try (var probe = new KafkaProbe()) {
      // When
      probe.send("config.item.recorded.v1", "o", "outage".getBytes(UTF_8), Map.of());

      // Then
      await().atMost(SOON).untilAsserted(() -> assertThat(Items.HANDLED).contains("outage"));
      assertThat(Items.OUTAGES.get()).isGreaterThan(5);
    }
  }
}
