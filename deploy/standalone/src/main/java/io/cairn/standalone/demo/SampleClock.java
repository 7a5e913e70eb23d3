package io.cairn.standalone.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Dates of the sample, all relative to the moment it is made, so that it is always about the last
 * two weeks.
 */
record SampleClock(Instant now) {
  static SampleClock of(Clock clock) {
    return new SampleClock(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** So many days ago, as ISO 8601. */
  String daysAgo(int days) {
    return now.minus(Duration.ofDays(days)).toString();
  }

  /** So many days ago, as seconds since 1970. */
  long epochDaysAgo(int days) {
    return now.minus(Duration.ofDays(days)).getEpochSecond();
  }
}
