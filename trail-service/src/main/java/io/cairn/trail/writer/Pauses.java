package io.cairn.trail.writer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that double from 100 ms to a bound; not thread-safe. */
final class Pauses {
  private static final Duration FIRST = Duration.ofMillis(100);

  private final Duration longest;
  private final CountDownLatch stopping;
  private Duration next = FIRST;

  /** Pauses of at most {@code longest}, which end at once when {@code stopping} opens. */
  Pauses(Duration longest, CountDownLatch stopping) {
    this.longest = longest;
    this.stopping = stopping;
  }

  /** Waits; false when it is time to stop. */
  boolean pause() {
    try {
      if (stopping.await(next.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(longest) > 0 ? longest : doubled;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
