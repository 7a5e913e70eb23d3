package io.cairn.trail.lookup;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.HiddenPart;
import io.cairn.eventstore.StoredEvent;
import io.cairn.web.page.PageTokens;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the events of a query one by one, as far as the time limit lets it. */
@Singleton
class EventScan {
  private final EventStore store;
  private final PageTokens tokens;
  private final LookupConfig config;

  EventScan(EventStore store, PageTokens tokens, LookupConfig config) {
    this.store = store;
    this.tokens = tokens;
    this.config = config;
  }

  /**
   * How far it came.
   *
   * @param examined events read
   * @param nextToken goes on; null at the end
   * @param hidden damaged parts that were left out
   */
  record Done(long examined, @Nullable String nextToken, List<HiddenPart> hidden) {
    Done {
      hidden = List.copyOf(hidden);
    }
  }

  /**
   * Gives each event that matches to {@code each}, newest first.
   *
   * @param purpose the operation with its own arguments; its tokens are good for nothing else
   * @param token from the answer before, or null
   */
  Done forEach(
      LookupQuery query, String purpose, @Nullable String token, Consumer<StoredEvent> each) {
    String sealed = purpose + "\n" + query.canonical();
    String at = token == null ? null : tokens.open(sealed, token);
    long deadline = System.nanoTime() + config.timeLimit().toNanos();
    long examined = 0;
    List<HiddenPart> hidden = new ArrayList<>();
    do {
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      FoundPage page =
          store.find(query.predicate(), query.window(), at, EventStore.MAX_LIMIT, left);
      page.events().forEach(each);
      examined += page.examined();
      hidden.addAll(page.hidden());
      at = page.nextToken();
    } while (at != null && System.nanoTime() - deadline < 0);
    return new Done(examined, at == null ? null : tokens.seal(sealed, at), hidden);
  }
}
