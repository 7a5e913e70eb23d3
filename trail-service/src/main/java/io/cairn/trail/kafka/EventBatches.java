package io.cairn.trail.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends event batches with acks=all, in order for each account. A send fails within about 15 s when
 * the broker is away; what the caller does not await it must not call accepted.
 */
@Singleton
public class EventBatches {
  private static final int BLOCK_MS = 5_000;
  private static final int REQUEST_MS = 5_000;
  private static final int DELIVERY_MS = 15_000;

  private final Map<String, Object> kafka;
  private final String clientId;
  private @Nullable KafkaProducer<String, byte[]> producer;

  /** Settings of the broker, as Quarkus gathers them; the producer starts with the first send. */
  public EventBatches(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.application.name") String application) {
    this.kafka = kafka;
    this.clientId = application + "-events";
  }

  /**
   * Starts a send; blocks for at most 5 s while the buffer is full or the broker unknown.
   *
   * @param account key of the record
   * @param headers beside those that {@link EventBatch#headers()} gives
   */
  public Future<RecordMetadata> send(
      Topic topic, String account, EventBatch batch, Map<String, String> headers) {
    var message = new ProducerRecord<>(topic.topicName(), account, batch.value());
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(batch.headers());
    all.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
    return producer().send(message);
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> open = producer;
    if (open == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
      settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
      settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16_777_216L);
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_048_576);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
      open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
