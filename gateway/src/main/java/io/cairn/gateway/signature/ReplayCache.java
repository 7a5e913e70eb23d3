package io.cairn.gateway.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the signatures of mutating requests for fifteen minutes, longer than any of them stays
 * valid. Bounded; when it is full, nothing is forgotten early: new requests wait instead. Each
 * replica of the gateway has its own.
 */
final class ReplayCache {
  static final Duration REMEMBERED = Duration.ofMinutes(15);

  /** What {@link #take} found. */
  enum Taken {
    /** Not seen before, now remembered. */
    FIRST,
    /** Seen before. */
    AGAIN,
    /** Not seen before, but there is no room to remember it. */
    FULL
  }

  /** Half of a signature: 128 bits that only a holder of the secret can make. */
  private record Key(long high, long low) {}

  private final Map<Key, Long> seen = new ConcurrentHashMap<>();
  private final int capacity;
  private long nextPurge = Long.MIN_VALUE;

  ReplayCache(int capacity) {
    this.capacity = capacity;
  }

  Taken take(String signature, Instant now) {
    purge(now.getEpochSecond());
    Key key =
        new Key(
            Long.parseUnsignedLong(signature, 0, 16, 16),
            Long.parseUnsignedLong(signature, 16, 32, 16));
    if (seen.containsKey(key)) {
      return Taken.AGAIN;
    }
    if (seen.size() >= capacity) {
      return Taken.FULL;
    }
    Long before = seen.putIfAbsent(key, now.plus(REMEMBERED).getEpochSecond());
    return before == null ? Taken.FIRST : Taken.AGAIN;
  }

  private synchronized void purge(long now) {
    if (now >= nextPurge) {
      seen.values().removeIf(until -> until < now);
      nextPurge = now + 5;
    }
  }
}
