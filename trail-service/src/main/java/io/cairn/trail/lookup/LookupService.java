package io.cairn.trail.lookup;

import io.cairn.eventstore.EventCount;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FoundPage;
import io.cairn.web.page.PageTokens;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Looks events up. */
@Singleton
class LookupService {
  private static final String PURPOSE = "lookup-events:\n";

  private final EventStore store;
  private final PageTokens tokens;
  private final LookupConfig config;
  private final LookupBounds bounds;

  LookupService(EventStore store, PageTokens tokens, LookupConfig config, LookupBounds bounds) {
    this.bounds = bounds;
    this.store = store;
    this.tokens = tokens;
    this.config = config;
  }

  EventPage find(LookupQuery query, @Nullable String nextToken, int limit, boolean count) {
    bounds.refuseWhileMoving();
    String purpose = PURPOSE + query.canonical();
    String token = nextToken == null ? null : tokens.open(purpose, nextToken);
    FoundPage page =
        bounds.timed(
            () -> store.find(query.predicate(), query.window(), token, limit, config.timeLimit()));
    EventCount all =
        count ? store.count(query.predicate(), query.window(), config.timeLimit()) : null;
    String next = page.nextToken();
    boolean scanned = page.scanned();
    return new EventPage(
        EventItem.of(page.events()),
        next == null ? null : tokens.seal(purpose, next),
        all == null ? null : all.value(),
        all == null ? null : all.exact(),
        scanned ? true : null,
        (scanned || page.timedOut()) ? page.timedOut() : null,
        scanned ? page.examined() : null,
        page.hidden().isEmpty() ? null : page.hidden());
  }
}
