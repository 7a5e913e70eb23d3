package io.cairn.messaging.consumer;

import io.cairn.contracts.CorrelationIds;
import io.cairn.contracts.Headers;
import io.cairn.web.runtime.Correlation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way services consume: all records of a batch in one transaction, then one ack. If that
 * fails, each record in a transaction of its own, so that only the culprit becomes a dead letter.
 * What is transient (database or broker away) is tried for as long as it lasts: later records of a
 * partition never overtake earlier ones.
 */
@Singleton
public class BatchConsumer {
  private static final Logger LOGGER = LoggerFactory.getLogger(BatchConsumer.class);
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String group;
  private final FailedRecords letters;
  private final ConsumerState state;

  BatchConsumer(
      @ConfigProperty(name = "quarkus.application.name") String group,
      FailedRecords letters,
      ConsumerState state) {
    this.group = group;
    this.letters = letters;
    this.state = state;
  }

  /**
   * Handles a batch; the returned stage is done when every record is acknowledged or dead-lettered.
   */
  public CompletionStage<Void> consume(
      KafkaRecordBatch<String, byte[]> batch, BatchHandler handler) {
    List<KafkaRecord<String, byte[]>> messages = batch.getRecords();
    List<ReceivedRecord> records = new ArrayList<>(messages.size());
    for (KafkaRecord<String, byte[]> message : messages) {
      ReceivedRecord received = received(message);
      if (isForUs(received)) {
        records.add(received);
      }
    }
    try {
      if (!records.isEmpty()) {
        inTransaction(records, handler);
      }
      return batch.ack();
    } catch (RuntimeException | StackOverflowError e) {
      LOGGER
          .atWarn()
          .addKeyValue("topic", records.getFirst().topic())
          .addKeyValue("records", records.size())
          .addKeyValue("error", String.valueOf(e.getMessage()))
          .log("a batch failed; its records are tried one by one");
      return oneByOne(messages, handler);
    }
  }

  private CompletionStage<Void> oneByOne(
      List<KafkaRecord<String, byte[]>> messages, BatchHandler handler) {
    List<CompletableFuture<Void>> done = new ArrayList<>(messages.size());
    for (KafkaRecord<String, byte[]> message : messages) {
      ReceivedRecord received = received(message);
      Throwable failure = isForUs(received) ? tryAlone(received, handler) : null;
      boolean settled = failure == null || keep(received, failure);
      state.ended(received);
      if (!settled) {
        done.add(message.nack(failure).toCompletableFuture());
        return all(done);
      }
      done.add(message.ack().toCompletableFuture());
    }
    return all(done);
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> stages) {
    return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new));
  }

  /**
   * Keeps a dead letter, trying until the database takes it. False only when this thread was told
   * to stop.
   */
  private boolean keep(ReceivedRecord received, Throwable reason) {
    logDeadLetter(received, reason);
    Duration pause = FIRST_PAUSE;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        QuarkusTransaction.requiringNew().run(() -> letters.add(received, reason));
        return true;
      } catch (RuntimeException e) {
        state.failed(received, e);
        LOGGER
            .atError()
            .setCause(e)
            .addKeyValue("record", received)
            .log("a dead letter cannot be kept; trying again");
        sleep(pause);
        pause = longer(pause);
      }
    }
    return false;
  }

  /** Null when the record was handled, else why it never will be. */
  private @Nullable Throwable tryAlone(ReceivedRecord received, BatchHandler handler) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        inTransaction(List.of(received), handler);
        return null;
      } catch (RuntimeException | StackOverflowError e) {
        boolean passing = Transience.isTransient(e);
        if (!passing && (e instanceof PoisonException || attempt >= TRIES)) {
          return e;
        }
        state.failed(received, e);
        if (!sleep(pause)) {
          return e;
        }
        pause = longer(pause);
      }
    }
  }

  private static void inTransaction(List<ReceivedRecord> records, BatchHandler handler) {
    String before = Correlation.current();
    List<@Nullable String> ids = new ArrayList<>();
    records.forEach(received -> ids.add(received.correlationId()));
    Correlation.set(CorrelationIds.of(ids).header());
    try {
      QuarkusTransaction.requiringNew().run(() -> handler.handle(records));
    } finally {
      Correlation.set(before);
    }
  }

  private static void logDeadLetter(ReceivedRecord received, Throwable e) {
    LOGGER
        .atError()
        .setCause(LOGGER.isDebugEnabled() ? e : null)
        .addKeyValue("topic", received.topic())
        .addKeyValue("partition", received.partition())
        .addKeyValue("offset", received.offset())
        .addKeyValue("error", String.valueOf(e.getMessage()))
        .log("record moved to the dead letters");
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private boolean isForUs(ReceivedRecord received) {
    String replayFor = received.header(Headers.REPLAY_FOR);
    return replayFor == null || replayFor.equals(group);
  }

  private static ReceivedRecord received(KafkaRecord<String, byte[]> message) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : message.getHeaders()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    acceptedAt(message).ifPresent(at -> headers.putIfAbsent(Headers.ACCEPTED_AT, at.toString()));
    return new ReceivedRecord(
        message.getTopic(),
        message.getPartition(),
        offset(message),
        message.getKey() == null ? "" : message.getKey(),
        message.getPayload() == null ? new byte[0] : message.getPayload(),
        headers);
  }

  /**
   * The broker's time of a record stands for its acceptance where it does not name one; a dead
   * letter keeps it, so that its replay is as old as the record was.
   */
  private static Optional<Instant> acceptedAt(KafkaRecord<String, byte[]> message) {
    return message
        .getMetadata(IncomingKafkaRecordMetadata.class)
        .map(metadata -> metadata.getTimestamp());
  }

  private static long offset(KafkaRecord<String, byte[]> message) {
    return message
        .getMetadata(IncomingKafkaRecordMetadata.class)
        .map(m -> m.getOffset())
        .orElse(-1L);
  }
}
