package io.cairn.eventstore;

/**
 * How many events match.
 *
 * @param value their number
 * @param exact false when the time limit came first; then it is a lower bound
 */
public record EventCount(long value, boolean exact) {}
