package io.cairn.eventstore.query;

/**
 * What a cache holds and how it served.
 *
 * @param entries values in it
 * @param bytes about their memory
 * @param maxBytes the bound
 * @param hits look-ups it answered since the start
 * @param misses look-ups it could not answer
 */
public record CacheCounters(long entries, long bytes, long maxBytes, long hits, long misses) {}
