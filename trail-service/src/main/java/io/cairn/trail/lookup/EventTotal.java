package io.cairn.trail.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How many events match.
 *
 * @param count their number; of a scan that goes on, those of this answer alone
 * @param countIsExact whether these are all: false when the time limit came first, a damaged part
 *     of the store was left out, or a token follows
 * @param scanned true when no index holds what was asked, so events were read one by one
 * @param examined number of events that a scan read for this answer
 * @param nextToken goes on with a scan that its time limit ended: add the counts up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventTotal(
    long count,
    boolean countIsExact,
    @Nullable Boolean scanned,
    @Nullable Long examined,
    @Nullable String nextToken) {}
