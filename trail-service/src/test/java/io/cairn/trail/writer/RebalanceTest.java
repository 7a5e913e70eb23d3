package io.cairn.trail.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.Lease;
import io.cairn.testkit.servers.KafkaProbe;
import io.cairn.trail.TrailApi;
import io.cairn.trail.ledger.LedgerBatch;
import io.cairn.trail.ledger.LedgerDoor;
import io.cairn.trail.move.RowMove;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Two writers of one group: a second joins while events come in, and dies without a word. */
@NullMarked
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class RebalanceTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  @Inject EventStore store;
  @Inject LedgerDoor door;
  @Inject LedgerBatch ledger;
  @Inject WriterConfig config;
  @Inject EventTeller teller;
  @Inject RowMove move;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  /** Sends batches of ten events for eight accounts, one after the other, while asked to. */
  private static final class Stream {
    private final KafkaProbe kafka;
    private final AtomicInteger events = new AtomicInteger();

    Stream(KafkaProbe kafka) {
      this.kafka = kafka;
    }

    void send(int batches) {
      for (int i = 0; i < batches; i++) {
        int first = events.getAndAdd(10);
        String account = "88888888888" + (first / 10) % 8;
        List<byte[]> records = new ArrayList<>();
        for (int event = first; event < first + 10; event++) {
          records.add(
              ("{\"eventID\":\"rebalance-%d\",\"eventTime\":\"2026-03-04T05:06:07Z\","
                      + "\"eventName\":\"RebalanceTest\",\"recipientAccountId\":\"%s\"}")
                  .formatted(event, account)
                  .getBytes(UTF_8));
        }
        var batch = new EventBatch(records);
        Map<String, String> headers = new HashMap<>(batch.headers());
        headers.put(Headers.SOURCE, "rebalance");
        headers.put(Headers.CORRELATION_ID, "batch-" + first / 10);
        kafka.send(Topic.TRAIL_EVENT_RECEIVED.topicName(), account, batch.value(), headers);
      }
    }

    int events() {
      return events.get();
    }
  }

  private static List<KafkaProbe.Read> told(KafkaProbe kafka) {
    return kafka.read(
        Topic.TRAIL_EVENT_RECORDED.topicName(), read -> read.text().contains("\"rebalance-"));
  }

  private static int toldEvents(KafkaProbe kafka) {
    return told(kafka).stream()
        .mapToInt(read -> EventBatch.parse(read.value(), null).records().size())
        .sum();
  }

  private void awaitStored(int events) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(TrailApi.ledger("rebalance").getInt("stored")).isEqualTo(events));
  }

  @Test
  void shouldStoreEachEventOnceWhenAnotherWriterComesAndDies() {
    try (var kafka = new KafkaProbe()) {
      // Given: one writer has everything
      var stream = new Stream(kafka);
      stream.send(40);
      awaitStored(stream.events());
      List<Lease> alone = store.leases();

      try (var second =
          new SecondWriter(bootstrapServers, store, door, ledger, config, teller, move)) {
        // When: another one joins while events come
        await()
            .atMost(SOON)
            .until(
                () -> {
                  stream.send(5);
                  return second.stored() > 0;
                });
        stream.send(40);
        awaitStored(stream.events());

        // Then: it fenced the first one on what it took over
        assertThat(store.leases())
            .anySatisfy(
                lease ->
                    assertThat(lease.epoch())
                        .isGreaterThan(
                            alone.stream()
                                .filter(l -> l.partition() == lease.partition())
                                .findFirst()
                                .orElseThrow()
                                .epoch()));
        second.die();
      }

      // When: the first one gets its partitions back
      stream.send(40);

      // Then: nothing is missing, nothing was stored or counted twice, everything was told
      awaitStored(stream.events());
      var line = TrailApi.ledger("rebalance");
      assertThat(line.getInt("duplicate")).isZero();
      assertThat(line.getInt("received")).isEqualTo(stream.events());
      assertThat(TrailApi.count(Map.of("eventName", "RebalanceTest"))).isEqualTo(stream.events());
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(toldEvents(kafka)).isGreaterThanOrEqualTo(stream.events()));
      assertThat(told(kafka).getLast().headers().get(Headers.CORRELATION_ID)).contains("batch-");
    }
  }
}
