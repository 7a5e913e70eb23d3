package io.cairn.trail.lookup;

import io.cairn.eventstore.EventCount;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.SearchTimeoutException;
import io.cairn.eventstore.StoredEvent;
import io.cairn.trail.move.RowMove;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks events up. */
@Singleton
class LookupService {
  private static final String PURPOSE = "lookup-events:\n";

  private final EventStore store;
  private final PageTokens tokens;
  private final LookupConfig config;
  private final RowMove move;

  LookupService(EventStore store, PageTokens tokens, LookupConfig config, RowMove move) {
    this.move = move;
    this.store = store;
    this.tokens = tokens;
    this.config = config;
  }

  EventPage find(LookupQuery query, @Nullable String nextToken, int limit, boolean count) {
    refuseWhileMoving();
    String purpose = PURPOSE + query.canonical();
    String token = nextToken == null ? null : tokens.open(purpose, nextToken);
    FoundPage page;
    try {
      page = store.find(query.predicate(), query.window(), token, limit, config.timeLimit());
    } catch (SearchTimeoutException e) {
      throw new ProblemException(
          LookupProblem.TOO_SLOW,
          "The look-up took longer than "
              + config.timeLimit().toMillis()
              + " ms; narrow it with startTime and endTime, or with another attribute.",
          e);
    }
    EventCount all =
        count ? store.count(query.predicate(), query.window(), config.timeLimit()) : null;
    String next = page.nextToken();
    boolean scanned = page.scanned();
    return new EventPage(
        items(page.events()),
        next == null ? null : tokens.seal(purpose, next),
        all == null ? null : all.value(),
        all == null ? null : all.exact(),
        scanned ? true : null,
        scanned ? page.timedOut() : null,
        scanned ? page.examined() : null,
        page.hidden().isEmpty() ? null : page.hidden());
  }

  /** An answer from a store that is not whole would hold less than what is there. */
  private void refuseWhileMoving() {
    if (!move.isDone()) {
      throw new ProblemException(
          LookupProblem.BEING_MOVED,
          "Events that an earlier version stored are being moved into the new store, %d of %d so far; look-ups answer when it is done."
              .formatted(move.progress().moved(), move.progress().total()));
    }
  }

  private static List<EventItem> items(List<StoredEvent> events) {
    var scanner = new EventScanner();
    List<EventItem> items = new ArrayList<>(events.size());
    for (StoredEvent stored : events) {
      if (!(scanner.scan(stored.bytes()) instanceof ScannedEvent event)) {
        throw new IllegalStateException("a stored event is damaged: " + stored.position());
      }
      items.add(EventItem.of(stored, event));
    }
    return items;
  }
}
