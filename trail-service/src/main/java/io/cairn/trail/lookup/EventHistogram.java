package io.cairn.trail.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.eventstore.TimeCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many events match in each hour or day, oldest first; those with none are left out.
 *
 * @param by hour or day, UTC
 * @param items begin and number; of a scan that goes on, those of this answer alone
 * @param scanned true when no index holds what was asked, so events were read one by one
 * @param examined number of events that a scan read for this answer
 * @param nextToken goes on with a scan that its time limit ended: add the counts up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventHistogram(
    String by,
    List<TimeCount> items,
    @Nullable Boolean scanned,
    @Nullable Long examined,
    @Nullable String nextToken) {
  EventHistogram {
    items = List.copyOf(items);
  }
}
