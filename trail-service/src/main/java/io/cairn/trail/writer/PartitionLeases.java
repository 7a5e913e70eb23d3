package io.cairn.trail.writer;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.StoreException;
import io.cairn.trail.ledger.LedgerDoor;
import io.cairn.trail.ledger.LedgerException;
import io.cairn.trail.move.RowMove;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
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
  static final String CHANNEL = "event-received-in";

  /** About two minutes: less than the broker waits for a poll. */
  private static final int TRIES = 12;

  private final EventStore store;
  private final WriterConfig config;
  private final LedgerDoor ledger;
  private final RowMove move;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ConcurrentMap<Integer, Lease> leases = new ConcurrentHashMap<>();

  PartitionLeases(EventStore store, WriterConfig config, LedgerDoor ledger, RowMove move) {
    this.move = move;
    this.store = store;
    this.ledger = ledger;
    this.config = config;
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping.countDown();
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> takeAndSeek(consumer, partition));
  }

  /** Seeks to where a held lease is, or takes the lease first; on the consumer's thread only. */
  void resume(Consumer<?, ?> consumer, TopicPartition partition) {
    Lease held = leases.get(partition.partition());
    if (held == null) {
      takeAndSeek(consumer, partition);
    } else {
      consumer.seek(partition, held.nextOffset());
    }
  }

  private void takeAndSeek(Consumer<?, ?> consumer, TopicPartition partition) {
    if (!move.isDone()) {
      // LeaseRecovery takes all partitions when the store is whole.
      return;
    }
    List<TopicPartition> one = List.of(partition);
    Lease lease =
        take(
            partition.partition(),
            consumer.beginningOffsets(one).getOrDefault(partition, 0L),
            consumer.endOffsets(one).getOrDefault(partition, 0L));
    consumer.seek(partition, lease.nextOffset());
    leases.put(partition.partition(), lease);
    LOGGER
        .atInfo()
        .addKeyValue("partition", partition.partition())
        .addKeyValue("epoch", lease.epoch())
        .addKeyValue("nextOffset", lease.nextOffset())
        .log("writing a partition");
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
    var pauses = new Pauses(config.longestPause(), stopping);
    for (int i = 1; ; i++) {
      try {
        compare(partition, earliest, latest);
        return store.lease(partition, earliest, latest);
      } catch (StoreException | LedgerException e) {
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
        ledger.lose(partition, before.nextOffset(), earliest);
        LOGGER
            .atError()
            .addKeyValue("partition", partition)
            .addKeyValue("records", earliest - before.nextOffset())
            .log("Kafka deleted records before they were stored; lengthen the topic's retention");
      } else if (before.nextOffset() > latest) {
        ledger.lose(partition, before.nextOffset(), Long.MAX_VALUE);
        LOGGER
            .atWarn()
            .addKeyValue("partition", partition)
            .log(
                "the topic begins anew; it is read from its beginning, nothing is stored twice, and what"
                    + " was in flight counts as lost");
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
