package io.cairn.config.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Spreads scheduled discoveries, so that accounts added together do not stay together. */
@Singleton
public class DiscoverySchedule {

  private static final double JITTER = 0.1;

  private final DiscoveryConfig config;
  private final RandomGenerator random;

  DiscoverySchedule(DiscoveryConfig config, RandomGenerator random) {
    this.config = config;
    this.random = random;
  }

  /** When the discovery after one at {@code time} is due: the interval, give or take a tenth. */
  public Instant nextAfter(Instant time) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return time.plus(Duration.ofMillis(Math.round(config.interval().toMillis() * factor)));
  }
}
