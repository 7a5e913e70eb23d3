package io.cairn.trail.writer;

import java.time.Duration;

/** Pauses that double from 100 ms to a bound; not thread-safe. */
final class Pauses {
  private static final Duration FIRST = Duration.ofMillis(100);

  private final Duration longest;
  private Duration next = FIRST;

  Pauses(Duration longest) {
    this.longest = longest;
  }

  /** Sleeps; false when the thread was told to stop. */
  boolean pause() {
    try {
      Thread.sleep(next);
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(longest) > 0 ? longest : doubled;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
