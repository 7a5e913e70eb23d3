package io.cairn.trail.writer;

import io.cairn.contracts.Topic;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a partition up again that Kafka still gives to this process though its lease was lost: a
 * writer that was slow to notice a rebalance may have fenced the rightful one, or the database was
 * away while the partition was assigned. Runs on the consumer's own thread; does nothing when the
 * partition really belongs to another process.
 */
@Singleton
class LeaseRecovery {
  private static final Logger LOGGER = LoggerFactory.getLogger(LeaseRecovery.class);

  private final KafkaClientService kafka;
  private final PartitionLeases leases;
  private final Set<Integer> asked = ConcurrentHashMap.newKeySet();

  LeaseRecovery(KafkaClientService kafka, PartitionLeases leases) {
    this.kafka = kafka;
    this.leases = leases;
  }

  /** Asks for a partition to be taken up where the store has it; returns at once. */
  void ask(int partition) {
    if (!asked.add(partition)) {
      return;
    }
    kafka
        .<String, byte[]>getConsumer(PartitionLeases.CHANNEL)
        .runOnPollingThread((Consumer<String, byte[]> consumer) -> recover(consumer, partition))
        .subscribe()
        .with(
            _ -> asked.remove(partition),
            failure -> {
              asked.remove(partition);
              LOGGER
                  .atWarn()
                  .addKeyValue("partition", partition)
                  .addKeyValue("error", String.valueOf(failure))
                  .log(
                      "a partition could not be taken up again; it is tried with its next records");
            });
  }

  /** Asks for all partitions that Kafka has assigned; returns at once. */
  void askAll() {
    var client = kafka.<String, byte[]>getConsumer(PartitionLeases.CHANNEL);
    if (client == null) {
      return; // not connected yet: the assignment comes later
    }
    client
        .runOnPollingThread(
            (Consumer<String, byte[]> consumer) ->
                consumer.assignment().forEach(each -> leases.resume(consumer, each)))
        .subscribe()
        .with(
            _ -> LOGGER.atDebug().log("all assigned partitions are written"),
            failure ->
                LOGGER
                    .atWarn()
                    .addKeyValue("error", String.valueOf(failure))
                    .log("partitions could not be taken; each is tried with its next records"));
  }

  private void recover(Consumer<String, byte[]> consumer, int number) {
    var partition = new TopicPartition(Topic.TRAIL_EVENT_RECEIVED.topicName(), number);
    if (consumer.assignment().contains(partition)) {
      leases.resume(consumer, partition);
    }
  }
}
