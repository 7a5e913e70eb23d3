package io.cairn.eventstore.query;

import io.cairn.eventstore.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The times a search looks at, both ends included, and the place it goes on behind.
 *
 * @param from first time, microseconds since 1970
 * @param to last time
 * @param after where the page before ended, or null
 */
record Range(long from, long to, @Nullable Place after) {

  static Range of(Window window, @Nullable Place after) {
    long from = window.from() == null ? Long.MIN_VALUE : ceiling(window.from());
    long to = window.to() == null ? Long.MAX_VALUE : micros(window.to());
    return new Range(from, after == null ? to : Math.min(to, after.time()), after);
  }

  /** Bounds far off, that a long of microseconds cannot hold, leave the side open. */
  private static long micros(Instant time) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    } catch (ArithmeticException _) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static long ceiling(Instant time) {
    long micros = micros(time);
    boolean isWhole = time.truncatedTo(ChronoUnit.MICROS).equals(time);
    return isWhole || micros == Long.MAX_VALUE ? micros : micros + 1;
  }

  /** Whether events of these times can be in it. */
  boolean meets(long first, long last) {
    return first <= to && last >= from;
  }

  /** Whether all events of these times are in it. */
  boolean holds(long first, long last) {
    return first >= from && last <= to;
  }

  /** Index of the first time that is in it; the number of times when there is none. */
  int firstIn(long[] times) {
    return lowerBound(times, from);
  }

  /** Index behind the last time that is in it. */
  int endIn(long[] times) {
    return to == Long.MAX_VALUE ? times.length : lowerBound(times, to + 1);
  }

  private static int lowerBound(long[] times, long bound) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
