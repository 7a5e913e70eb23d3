package io.cairn.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A token bucket that learns: each throttle halves its rate (at most once a second, as calls under
 * way fail together), and each quiet minute gives back one call a second up to the rate it began
 * with. Thread-safe.
 */
public final class RateLimiter {

  private static final double LOWEST_PER_SECOND = 0.5;
  private static final Duration HALVE_AT_MOST_EVERY = Duration.ofSeconds(1);
  private static final Duration RECOVER_EVERY = Duration.ofMinutes(1);

  private final double fullPerSecond;
  private final double burst;
  private final InstantSource clock;
  private double perSecond;
  private double tokens;
  private Instant refilledAt;
  private Instant changedAt;
  private Instant throttledAt = Instant.MIN;

  /** Starts with a full bucket of {@code burst} tokens that refills at {@code perSecond}. */
  public RateLimiter(double perSecond, double burst, InstantSource clock) {
    if (!(perSecond > 0) || !(burst >= 1)) {
      throw new IllegalArgumentException("rate " + perSecond + ", burst " + burst);
    }
    this.fullPerSecond = perSecond;
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.clock = clock;
    this.refilledAt = clock.instant();
    this.changedAt = refilledAt;
  }

  /**
   * Takes one token, on credit when there is none.
   *
   * @return how long the caller must wait before the call; zero when it may go at once
   */
  public synchronized Duration reserve() {
    refill();
    tokens -= 1;
    return tokens >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (-tokens / perSecond * 1_000_000_000L));
  }

  /** Tells that AWS throttled a call. */
  public synchronized void throttled() {
    refill();
    Instant now = clock.instant();
    if (throttledAt.isAfter(now.minus(HALVE_AT_MOST_EVERY))) {
      return;
    }
    throttledAt = now;
    changedAt = now;
    perSecond = Math.max(LOWEST_PER_SECOND, perSecond / 2);
    tokens = Math.min(tokens, 0);
  }

  /** The present rate in calls per second. */
  public synchronized double perSecond() {
    refill();
    return perSecond;
  }

  private void refill() {
    Instant now = clock.instant();
    double seconds = Math.max(0, Duration.between(refilledAt, now).toNanos() / 1e9);
    tokens = Math.min(burst, tokens + seconds * perSecond);
    refilledAt = now;
    long minutes = Duration.between(changedAt, now).dividedBy(RECOVER_EVERY);
    if (minutes > 0 && perSecond < fullPerSecond) {
      perSecond = Math.min(fullPerSecond, perSecond + minutes);
      changedAt = changedAt.plus(RECOVER_EVERY.multipliedBy(minutes));
    } else if (perSecond >= fullPerSecond) {
      changedAt = now;
    }
  }
}
