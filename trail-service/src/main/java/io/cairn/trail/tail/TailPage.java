package io.cairn.trail.tail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.trail.lookup.EventItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was stored since the token, in the order in which it was told; of one account in order.
 *
 * @param items the events that match; none when the wait ended without one
 * @param nextToken goes on behind these; always there
 * @param missed true when events between the token and these are no longer kept by the broker: look
 *     them up instead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TailPage(List<EventItem> items, String nextToken, @Nullable Boolean missed) {
  TailPage {
    items = List.copyOf(items);
  }
}
