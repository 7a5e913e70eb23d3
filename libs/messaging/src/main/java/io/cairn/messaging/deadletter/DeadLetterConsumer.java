package io.cairn.messaging.deadletter;

import io.cairn.messaging.consumer.BatchConsumer;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes this service's dead letters from Kafka into PostgreSQL, where they can be listed. */
@ApplicationScoped
class DeadLetterConsumer {
  private static final String REASON = "dead-letter-reason";
  private static final String TOPIC = "dead-letter-topic";
  private static final String PARTITION = "dead-letter-partition";
  private static final String OFFSET = "dead-letter-offset";

  private final BatchConsumer consumer;
  private final DeadLetters letters;

  DeadLetterConsumer(BatchConsumer consumer, DeadLetters letters) {
    this.consumer = consumer;
    this.letters = letters;
  }

  @Incoming("dead-letter-in")
  @Blocking
  CompletionStage<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
    return consumer.consume(batch, this::keep);
  }

  private void keep(List<ReceivedRecord> records) {
    records.forEach(received -> letters.add(failed(received)));
  }

  private static DeadLetters.Failed failed(ReceivedRecord received) {
    Map<String, String> headers = new HashMap<>(received.headers());
    headers.keySet().removeIf(name -> name.startsWith("dead-letter-"));
    return new DeadLetters.Failed(
        received.headers().getOrDefault(TOPIC, received.topic()),
        Integer.valueOf(received.headers().getOrDefault(PARTITION, "-1")),
        Long.valueOf(received.headers().getOrDefault(OFFSET, Long.toString(received.offset()))),
        received.key(),
        received.value(),
        headers,
        received.headers().getOrDefault(REASON, "unknown"),
        received.correlationId());
  }
}
