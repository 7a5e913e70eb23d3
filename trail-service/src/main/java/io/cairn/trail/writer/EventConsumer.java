package io.cairn.trail.writer;

import io.cairn.messaging.consumer.ReceivedRecord;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Brings batches from Kafka to the writer, partition by partition, in order. */
@ApplicationScoped
class EventConsumer {
  private final EventWriter writer;

  EventConsumer(EventWriter writer) {
    this.writer = writer;
  }

  @Incoming(PartitionLeases.CHANNEL)
  @Blocking
  CompletionStage<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
    Map<Integer, List<ReceivedRecord>> partitions = new TreeMap<>();
    for (KafkaRecord<String, byte[]> message : batch.getRecords()) {
      partitions
          .computeIfAbsent(message.getPartition(), _ -> new ArrayList<>())
          .add(received(message));
    }
    partitions.forEach(writer::write);
    return batch.ack();
  }

  private static ReceivedRecord received(KafkaRecord<String, byte[]> message) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : message.getHeaders()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    long offset =
        message
            .getMetadata(IncomingKafkaRecordMetadata.class)
            .map(m -> m.getOffset())
            .orElseThrow();
    return new ReceivedRecord(
        message.getTopic(),
        message.getPartition(),
        offset,
        message.getKey() == null ? "" : message.getKey(),
        message.getPayload() == null ? new byte[0] : message.getPayload(),
        headers);
  }
}
