package io.cairn.eventstore.query;

import java.util.concurrent.atomic.LongAdder;

/** Counts how a cache served; thread-safe. */
final class CacheMeter {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  void hit() {
    hits.increment();
  }

  void miss() {
    misses.increment();
  }

  CacheCounters counters(long entries, long bytes, long maxBytes) {
    return new CacheCounters(entries, bytes, maxBytes, hits.sum(), misses.sum());
  }
}
