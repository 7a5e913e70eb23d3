package io.cairn.eventstore.query;

/**
 * A run.
 *
 * @param id its id
 * @param day UTC day, in days since 1970
 * @param count number of events
 * @param first time of the oldest, microseconds since 1970
 * @param last time of the newest
 * @param buckets number of its buckets
 */
public record SealedRun(long id, int day, int count, long first, long last, int buckets) {}
