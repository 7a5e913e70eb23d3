package io.cairn.eventstore;

import java.time.Instant;

/**
 * How many events are in a step of time.
 *
 * @param from begin of the step
 * @param count events from there to before the next step
 */
public record TimeCount(Instant from, long count) {}
