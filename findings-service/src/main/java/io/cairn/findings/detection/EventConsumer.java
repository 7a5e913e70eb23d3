package io.cairn.findings.detection;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.findings.detection.EventJudge.Judged;
import io.cairn.messaging.consumer.BatchConsumer;
import io.cairn.messaging.consumer.FailedRecords;
import io.cairn.messaging.consumer.PoisonException;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Judges events as they are recorded. Of a record whose batch holds events that cannot be judged,
 * just those become one dead letter, in the same transaction as the findings of the others; its
 * replay brings just those again.
 */
@ApplicationScoped
class EventConsumer {
  private static final int REASONS = 5;

  private final BatchConsumer consumer;
  private final RulesInForce rules;
  private final EventJudge judge;
  private final MatchRecorder matches;
  private final FailedRecords letters;
  private final JudgedEvents counts;
  private final Clock clock;

  EventConsumer(
      BatchConsumer consumer,
      RulesInForce rules,
      EventJudge judge,
      MatchRecorder matches,
      FailedRecords letters,
      JudgedEvents counts,
      Clock clock) {
    this.consumer = consumer;
    this.rules = rules;
    this.judge = judge;
    this.matches = matches;
    this.letters = letters;
    this.counts = counts;
    this.clock = clock;
  }

  @Incoming("event-recorded-in")
  @Blocking
  CompletionStage<Void> consume(KafkaRecordBatch<String, byte[]> batch) {
    return consumer.consume(batch, this::handle);
  }

  private void handle(List<ReceivedRecord> records) {
    RuleSet set = rules.get();
    var seen = matches.begin(set);
    var tally = new JudgedEvents.Tally();
    for (ReceivedRecord received : records) {
      judge(set, received, seen, tally);
    }
    seen.record();
    counts.keep(tally);
  }

  private void judge(
      RuleSet set, ReceivedRecord received, MatchRecorder.Seen seen, JudgedEvents.Tally tally) {
    List<byte[]> failed = new ArrayList<>(0);
    List<String> reasons = new ArrayList<>(0);
    var origin = new EventJudge.Origin(sourceAccount(received), acceptedAt(received));
    for (byte[] event : parse(received).records()) {
      switch (judge.judge(set, event, origin)) {
        case Judged.Evaluated matched -> {
          tally.evaluated(received.partition());
          seen.add(matched);
        }
        case Judged.NotEvaluated(String why) -> {
          tally.notEvaluated(received.partition());
          failed.add(event);
          if (reasons.size() < REASONS) {
            reasons.add(why + " in " + EventJudge.preview(event));
          }
        }
      }
    }
    if (!failed.isEmpty()) {
      letters.add(
          only(received, failed),
          new PoisonException(
              failed.size() + " events were not evaluated: " + String.join("; ", reasons)));
    }
  }

  private static EventBatch parse(ReceivedRecord received) {
    try {
      return EventBatch.parse(received.value(), received.header(Headers.LENGTHS));
    } catch (IllegalArgumentException e) {
      throw new PoisonException("not a batch of events: " + e.getMessage(), e);
    }
  }

  /** The source's account, else the record's key, which is the account it was stored under. */
  private static @Nullable String sourceAccount(ReceivedRecord received) {
    String source = received.header(Headers.SOURCE_ACCOUNT);
    return source != null ? source : received.key().isEmpty() ? null : received.key();
  }

  private Instant acceptedAt(ReceivedRecord received) {
    String at = received.header(Headers.ACCEPTED_AT);
    try {
      return at == null ? clock.instant() : Instant.parse(at);
    } catch (DateTimeParseException e) {
      throw new PoisonException("header accepted-at is no instant: " + at, e);
    }
  }

  private static ReceivedRecord only(ReceivedRecord received, List<byte[]> failed) {
    var batch = new EventBatch(failed);
    Map<String, String> headers = new HashMap<>(received.headers());
    headers.remove(Headers.LENGTHS);
    headers.putAll(batch.headers());
    return new ReceivedRecord(
        received.topic(),
        received.partition(),
        received.offset(),
        received.key(),
        batch.value(),
        headers);
  }
}
