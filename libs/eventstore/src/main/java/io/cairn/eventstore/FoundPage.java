package io.cairn.eventstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param events newest first
 * @param nextToken goes on behind this page; null at the end of the answer
 * @param scanned whether events had to be read one by one because no index holds what was asked
 * @param timedOut whether the time limit ended the page before it was full; the token goes on
 * @param examined events read, where it was a scan; else the number found
 * @param hidden damaged parts of the store whose events, if they match, are not in the answer
 */
public record FoundPage(
    List<StoredEvent> events,
    @Nullable String nextToken,
    boolean scanned,
    boolean timedOut,
    long examined,
    List<HiddenPart> hidden) {
  /** Copies the lists. */
  public FoundPage {
    events = List.copyOf(events);
    hidden = List.copyOf(hidden);
  }

  /** A page that hides nothing. */
  public FoundPage(
      List<StoredEvent> events,
      @Nullable String nextToken,
      boolean scanned,
      boolean timedOut,
      long examined) {
    this(events, nextToken, scanned, timedOut, examined, List.of());
  }
}
