package io.cairn.trail.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.eventstore.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent values of an attribute among the events that match, most frequent first.
 *
 * @param by the attribute
 * @param items value and number; a null value: the events without the attribute. Of a scan that
 *     goes on, those of this answer alone
 * @param scanned true when no index holds what was asked, so events were read one by one
 * @param examined number of events that a scan read for this answer
 * @param nextToken goes on with a scan that its time limit ended: add the counts up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TopValues(
    String by,
    List<Tally> items,
    @Nullable Boolean scanned,
    @Nullable Long examined,
    @Nullable String nextToken) {
  TopValues {
    items = List.copyOf(items);
  }
}
