package io.cairn.trail.writer;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.StoreException;
import io.cairn.trail.ledger.LedgerDoor;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this process writes. On assignment it takes the lease in PostgreSQL, which fences
 * the writer before, and seeks to the offset that is stored with the events.
 */
@ApplicationScoped
@Default
@Identifier("event-received-in") public class PartitionLeases implements KafkaConsumerRebalanceListener {
  private static final Logger LOGGER = LoggerFactory.getLogger(PartitionLeases.class);
  private static final int TRIES = 60;

  private final EventStore store;
  private final WriterConfig config;
  private final LedgerDoor ledger;
  private final ConcurrentMap<Integer, Lease> leases = new ConcurrentHashMap<>();

  PartitionLeases(EventStore store, WriterConfig config, LedgerDoor ledger) {
    this.store = store;
    this.ledger = ledger;
    this.config = config;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> earliest = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> latest = consumer.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      Lease lease =
          take(
              partition.partition(),
              earliest.getOrDefault(partition, 0L),
              latest.getOrDefault(partition, 0L));
      consumer.seek(partition, lease.nextOffset());
      leases.put(partition.partition(), lease);
      LOGGER
          .atInfo()
          .addKeyValue("partition", partition.partition())
          .addKeyValue("epoch", lease.epoch())
          .addKeyValue("nextOffset", lease.nextOffset())
          .log("writing a partition");
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    partitions.forEach(p -> leases.remove(p.partition()));
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    onPartitionsRevoked(consumer, partitions);
  }

  private Lease take(int partition, long earliest, long latest) {
    var pauses = new Pauses(config.longestPause());
    for (int i = 1; ; i++) {
      try {
        compare(partition, earliest, latest);
        return store.lease(partition, earliest, latest);
      } catch (StoreException e) {
        if (i == TRIES || !pauses.pause()) {
          throw e;
        }
      }
    }
  }

  /** Says so when the log is not the one, or not as long as the one, that was written from. */
  private void compare(int partition, long earliest, long latest) {
    for (Lease before : store.leases()) {
      if (before.partition() != partition) {
        continue;
      }
      if (before.nextOffset() < earliest) {
        LOGGER
            .atError()
            .addKeyValue("partition", partition)
            .addKeyValue("records", earliest - before.nextOffset())
            .log("Kafka deleted records before they were stored; lengthen the topic's retention");
      } else if (before.nextOffset() > latest) {
        ledger.forgetFlights(partition);
        LOGGER
            .atWarn()
            .addKeyValue("partition", partition)
            .log(
                "the topic begins anew; it is read from its beginning, and nothing is stored twice");
      }
    }
  }

  /** The lease of a partition, or null when another process writes it. */
  @Nullable Lease of(int partition) {
    return leases.get(partition);
  }

  /** All leases held now. */
  public List<Lease> held() {
    return List.copyOf(leases.values());
  }

  /** Notes that a batch was stored; nothing when the lease was lost meanwhile. */
  void advance(Lease from, Lease to) {
    leases.replace(from.partition(), from, to);
  }

  /** Gives up a lease that turned out to be over. */
  void lose(Lease lease) {
    leases.computeIfPresent(
        lease.partition(), (_, held) -> held.epoch() == lease.epoch() ? null : held);
  }
}
