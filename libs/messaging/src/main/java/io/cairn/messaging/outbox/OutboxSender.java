package io.cairn.messaging.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows and says what became of each. A topic that fails keeps its rows from the first failed
 * one on, so that a key's events never overtake each other; other topics go on.
 */
@Singleton
class OutboxSender {
  private static final Duration ACKS = Duration.ofSeconds(30);

  /** Less than a missing topic could cost each page if it were tried with each row. */
  private static final int BLOCK_MS = 5_000;

  private final Map<String, Object> kafka;
  private final String source;
  private @Nullable KafkaProducer<String, byte[]> producer;

  OutboxSender(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.application.name") String source) {
    this.kafka = kafka;
    this.source = source;
  }

  /**
   * What became of rows.
   *
   * @param sent the broker has them
   * @param refused the broker will never take them as they are, and why
   * @param failed topics that could not be written now, and why
   */
  record Sending(
      List<OutboxRow> sent, Map<OutboxRow, String> refused, Map<String, String> failed) {}

  private record Attempt(OutboxRow row, @Nullable Future<RecordMetadata> sent) {}

  /** Sends rows in their order and awaits every ack. */
  Sending send(List<OutboxRow> rows) {
    KafkaProducer<String, byte[]> to = producer();
    Map<String, String> failed = new LinkedHashMap<>();
    List<Attempt> attempts = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      if (!failed.containsKey(row.topic())) {
        attempts.add(new Attempt(row, start(to, row, failed)));
      }
    }
    return await(attempts, failed);
  }

  /** Starts a send; null when the topic cannot be written now. */
  private static @Nullable Future<RecordMetadata> start(
      KafkaProducer<String, byte[]> to, OutboxRow row, Map<String, String> failed) {
    try {
      Future<RecordMetadata> sent = to.send(row.message());
      if (sent.state() == Future.State.FAILED && !isRefusal(sent.exceptionNow())) {
        failed.put(row.topic(), text(sent.exceptionNow()));
        return null;
      }
      return sent;
    } catch (KafkaException | IllegalStateException e) {
      failed.put(row.topic(), text(e));
      return null;
    }
  }

  private static Sending await(List<Attempt> attempts, Map<String, String> failed) {
    List<OutboxRow> sent = new ArrayList<>(attempts.size());
    Map<OutboxRow, String> refused = new LinkedHashMap<>();
    Map<String, String> broken = new LinkedHashMap<>();
    long deadline = System.nanoTime() + ACKS.toNanos();
    for (Attempt attempt : attempts) {
      OutboxRow row = attempt.row();
      if (attempt.sent() == null) {
        broken.put(row.topic(), failed.getOrDefault(row.topic(), ""));
        continue;
      }
      Throwable failure = failure(attempt.sent(), deadline);
      if (failure == null) {
        if (!broken.containsKey(row.topic())) {
          sent.add(row);
        }
      } else if (isRefusal(failure)) {
        refused.put(row, text(failure));
      } else {
        broken.putIfAbsent(row.topic(), text(failure));
      }
    }
    return new Sending(sent, refused, broken);
  }

  private static @Nullable Throwable failure(Future<RecordMetadata> sent, long deadline) {
    try {
      sent.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException _) {
      return new TimeoutException("no acknowledgement within " + ACKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  /** Failures of the row itself: another try ends in the same way. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof SerializationException
        || failure instanceof InvalidTopicException;
  }

  private static String text(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, source + "-outbox");
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_048_576);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
