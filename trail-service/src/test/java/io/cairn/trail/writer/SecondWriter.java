package io.cairn.trail.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.contracts.Topic;
import io.cairn.eventstore.EventStore;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.cairn.trail.ledger.LedgerBatch;
import io.cairn.trail.ledger.LedgerDoor;
import io.cairn.trail.move.RowMove;
import io.cairn.trail.tell.CausedBy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.NullMarked;

/** The writer of another replica, in this process: leases and consumer of its own. */
@NullMarked
final class SecondWriter implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final PartitionLeases leases;
  private final EventWriter writer;
  private final AtomicLong stored = new AtomicLong();
  private final Thread thread;
  private volatile boolean running = true;

  /** Nobody but the service's own consumer could seek for the recovery. */
  private static final class NoRecovery extends LeaseRecovery {
    @SuppressWarnings("NullAway")
    NoRecovery(PartitionLeases leases) {
      super(null, leases);
    }

    @Override
    void ask(int partition) {
      // The seek on assignment is enough here.
    }
  }

  SecondWriter(
      String bootstrapServers,
      EventStore store,
      LedgerDoor door,
      LedgerBatch ledger,
      WriterConfig config,
      EventTeller teller,
      RowMove move) {
    leases = new PartitionLeases(store, config, door, move);
    writer =
        new EventWriter(
            store,
            leases,
            new Bookkeeping(ledger, new CausedBy()),
            teller,
            new NoRecovery(leases),
            config,
            new SimpleMeterRegistry());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "trail-service",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "session.timeout.ms", "6000",
                "heartbeat.interval.ms", "1000"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    thread = Thread.ofPlatform().name("second-writer").start(this::run);
  }

  long stored() {
    return stored.get();
  }

  private void run() {
    consumer.subscribe(
        List.of(Topic.TRAIL_EVENT_RECEIVED.topicName()),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            leases.onPartitionsAssigned(consumer, partitions);
          }

          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            leases.onPartitionsRevoked(consumer, partitions);
          }
        });
    while (running) {
      var records = consumer.poll(Duration.ofMillis(100));
      for (TopicPartition partition : records.partitions()) {
        List<ReceivedRecord> received =
            records.records(partition).stream().map(SecondWriter::received).toList();
        writer.write(partition.partition(), received);
        stored.addAndGet(received.size());
      }
    }
    // A killed process does not say good-bye: the broker finds out by itself.
    consumer.close(
        CloseOptions.timeout(Duration.ofSeconds(5))
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
  }

  private static ReceivedRecord received(ConsumerRecord<String, byte[]> message) {
    Map<String, String> headers = new HashMap<>();
    message.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    return new ReceivedRecord(
        message.topic(),
        message.partition(),
        message.offset(),
        message.key(),
        message.value(),
        headers);
  }

  void die() {
    running = false;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    die();
  }
}
