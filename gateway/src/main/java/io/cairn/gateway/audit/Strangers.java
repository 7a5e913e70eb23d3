package io.cairn.gateway.audit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Requests of callers that nobody knows. Anybody on the network can send them without end, so only
 * so many a minute get a record of their own; the rest are counted, and one record tells of them.
 */
@Singleton
class Strangers {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MOST_ADDRESSES = 20;

  /**
   * Requests that have no record of their own.
   *
   * @param addresses where they came from, at most {@value #MOST_ADDRESSES}
   */
  record Counted(long count, Instant since, Instant until, List<String> addresses) {}

  private final int allowed;
  private final Clock clock;
  private final Set<String> addresses = new TreeSet<>();
  private Instant since;
  private long seen;

  Strangers(AuditConfig config, Clock clock) {
    this.allowed = config.anonymousPerMinute();
    this.clock = clock;
    this.since = clock.instant();
  }

  /** Whether this one gets a record of its own; it is counted otherwise. */
  synchronized boolean mayBeRecorded(String address) {
    if (seen <= allowed && isOver()) {
      begin();
    }
    if (++seen <= allowed) {
      return true;
    }
    if (addresses.size() < MOST_ADDRESSES) {
      addresses.add(address);
    }
    return false;
  }

  /** Whether {@link #take} would tell of a whole minute. */
  synchronized boolean isOver() {
    return !clock.instant().isBefore(since.plus(WINDOW));
  }

  /** What was only counted, and begins to count anew; null if there was nothing. */
  synchronized @Nullable Counted take() {
    Counted counted =
        seen > allowed
            ? new Counted(seen - allowed, since, clock.instant(), List.copyOf(addresses))
            : null;
    begin();
    return counted;
  }

  /** Counts again what could not be told. */
  synchronized void giveBack(Counted untold) {
    seen = Math.max(seen, allowed) + untold.count();
    since = untold.since();
    addresses.addAll(untold.addresses());
  }

  private void begin() {
    since = clock.instant();
    seen = 0;
    addresses.clear();
  }
}
