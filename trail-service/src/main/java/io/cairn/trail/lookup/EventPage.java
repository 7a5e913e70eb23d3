package io.cairn.trail.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.eventstore.HiddenPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of events, newest first.
 *
 * @param items the events; may be fewer than asked for, even none, while a token follows
 * @param nextToken asks for the next page of the same query; absent at the end
 * @param count number of all events that match, only when asked for
 * @param countIsExact false when the time limit came first; the count is then a lower bound
 * @param scanned true when no index holds what was asked, so events were read one by one
 * @param timedOut true when the time limit ended the page early; nextToken goes on from there
 * @param examined number of events a scan read for this page
 * @param hidden damaged parts of the store, only where there are some: events of theirs that match
 *     are missing here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventPage(
    List<EventItem> items,
    @Nullable String nextToken,
    @Nullable Long count,
    @Nullable Boolean countIsExact,
    @Nullable Boolean scanned,
    @Nullable Boolean timedOut,
    @Nullable Long examined,
    @Nullable List<HiddenPart> hidden) {
  EventPage {
    items = List.copyOf(items);
    hidden = hidden == null ? null : List.copyOf(hidden);
  }
}
