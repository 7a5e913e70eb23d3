package io.cairn.trail.writer;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.CorrelationIds;
import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.Refusal;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.cairn.trail.ledger.LedgerBatch.Place;
import io.cairn.trail.ledger.LedgerBatch.RefusedAt;
import io.cairn.trail.ledger.RefusedBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kafka records taken apart: events to store and records to refuse; not thread-safe. */
final class Reception {
  private static final String GROUP = "trail-service";

  private final EventScanner scanner = new EventScanner();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<RefusedAt> refused = new ArrayList<>();
  private final List<@Nullable String> ids = new ArrayList<>();

  List<Candidate> candidates() {
    return candidates;
  }

  List<RefusedAt> refused() {
    return refused;
  }

  /** The correlation ids of all that was added, or null. */
  @Nullable String correlation() {
    return CorrelationIds.of(ids).header();
  }

  void add(ReceivedRecord received) {
    String replayFor = received.header(Headers.REPLAY_FOR);
    if (replayFor != null && !replayFor.equals(GROUP)) {
      return;
    }
    var place =
        new Place(
            received.headers().getOrDefault(Headers.SOURCE, "unknown"),
            received.headers().getOrDefault(Headers.SOURCE_OBJECT, ""));
    String account = received.header(Headers.SOURCE_ACCOUNT);
    String fallback = account != null && AccountId.isValid(account) ? account : null;
    String cause = received.correlationId();
    ids.add(cause);
    EventBatch batch;
    try {
      batch = EventBatch.parse(received.value(), received.header(Headers.LENGTHS));
    } catch (IllegalArgumentException e) {
      refuse(
          new RefusedAt(
              place,
              fallback,
              new RefusedBytes(
                  0, "NOT_A_BATCH", received + ": " + e.getMessage(), received.value()),
              cause));
      return;
    }
    int index = 0;
    for (byte[] bytes : batch.records()) {
      take(place, fallback, index++, bytes, cause);
    }
  }

  private void take(
      Place place, @Nullable String fallback, int index, byte[] bytes, @Nullable String cause) {
    switch (scanner.scan(bytes)) {
      case Refusal refusal ->
          refuse(
              new RefusedAt(
                  place,
                  fallback,
                  new RefusedBytes(
                      index,
                      refusal.code().name(),
                      refusal.detail() + ", at byte " + refusal.offset() + " of the record",
                      bytes),
                  cause));
      case ScannedEvent event -> {
        String account = event.recordAccountId() != null ? event.recordAccountId() : fallback;
        if (account == null) {
          refuse(
              new RefusedAt(
                  place,
                  null,
                  new RefusedBytes(
                      index,
                      "ACCOUNT_MISSING",
                      "neither the record nor its source names an account",
                      bytes),
                  cause));
        } else {
          candidates.add(new Candidate(new NewEvent(account, event, bytes), place, index, cause));
        }
      }
    }
  }

  private void refuse(RefusedAt one) {
    refused.add(one);
  }

  /** Moves a candidate to the refused ones. */
  void refuse(Candidate candidate, String code, String detail) {
    candidates.remove(candidate);
    refuse(candidate.refused(code, detail));
  }
}
