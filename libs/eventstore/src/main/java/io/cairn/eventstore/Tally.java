package io.cairn.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * How many events have a value.
 *
 * @param value the value; null for events without the attribute
 * @param count their number
 */
public record Tally(@Nullable String value, long count) {}
