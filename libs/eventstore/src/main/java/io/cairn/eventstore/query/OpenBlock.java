package io.cairn.eventstore.query;

/**
 * A block that no run holds yet.
 *
 * @param id its id
 * @param day UTC day, in days since 1970
 * @param partition the partition it was written for
 * @param count number of events
 * @param first time of the oldest, microseconds since 1970
 * @param last time of the newest
 */
public record OpenBlock(long id, int day, int partition, int count, long first, long last) {}
