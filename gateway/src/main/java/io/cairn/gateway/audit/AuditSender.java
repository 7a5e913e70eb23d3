package io.cairn.gateway.audit;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records to the broker and waits for its acknowledgement. */
@Singleton
class AuditSender {
  private static final String SOURCE = "gateway";

  /** After a failure, requests do not wait for the broker again until the relay has reached it. */
  private volatile boolean away;

  private final Map<String, Object> kafka;
  private final Duration timeout;
  private final Clock clock;
  private @Nullable KafkaProducer<String, byte[]> producer;

  AuditSender(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      AuditConfig config,
      Clock clock) {
    this.kafka = kafka;
    this.timeout = config.brokerTimeout();
    this.clock = clock;
  }

  /** Whether the last try failed. */
  boolean isAway() {
    return away;
  }

  /**
   * Sends one record. False if it was not acknowledged in time; it may have arrived all the same.
   */
  boolean send(StoredRecord sent) {
    return !away && sendAll(List.of(sent));
  }

  /** Sends records even if the broker was away a moment ago. False unless all are acknowledged. */
  boolean sendAll(List<StoredRecord> records) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      KafkaProducer<String, byte[]> to = producer();
      List<Future<RecordMetadata>> acks = new ArrayList<>();
      for (StoredRecord sent : records) {
        acks.add(to.send(message(sent)));
      }
      for (Future<RecordMetadata> ack : acks) {
        ack.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
      away = false;
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      away = true;
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ProducerRecord<String, byte[]> message(StoredRecord sent) {
    EventBatch batch = new EventBatch(List.of(sent.bytes()));
    var message =
        new ProducerRecord<>(
            Topic.TRAIL_EVENT_RECEIVED.topicName(), AccountId.SUITE.value(), batch.value());
    Map<String, String> headers = new HashMap<>(batch.headers());
    headers.put(Headers.SOURCE, SOURCE);
    headers.put(Headers.SOURCE_ACCOUNT, AccountId.SUITE.value());
    headers.put(Headers.ACCEPTED_AT, clock.instant().toString());
    headers.put(Headers.CORRELATION_ID, sent.correlationId());
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> made = producer;
    if (made == null) {
      int millis = (int) timeout.toMillis();
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway-audit");
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      // What arrives while a request to the broker is under way goes with the next, together: no
      // request waits for company, and many cost little more than one.
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
      settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
      made = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
      producer = made;
    }
    return made;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
