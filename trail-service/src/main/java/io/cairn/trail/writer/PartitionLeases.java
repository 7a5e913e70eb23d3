package io.cairn.trail.writer;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.StoreException;
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
  private final ConcurrentMap<Integer, Lease> leases = new ConcurrentHashMap<>();

  PartitionLeases(EventStore store, WriterConfig config) {
    this.store = store;
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
        return store.lease(partition, earliest, latest);
      } catch (StoreException e) {
        if (i == TRIES || !pauses.pause()) {
          throw e;
        }
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
