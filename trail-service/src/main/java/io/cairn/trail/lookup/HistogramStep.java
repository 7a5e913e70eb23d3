package io.cairn.trail.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Steps of a histogram, in UTC. */
enum HistogramStep {
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS);

  private final ChronoUnit unit;

  HistogramStep(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The step that a caller calls so, or null. */
  static @Nullable HistogramStep ofWord(String word) {
    for (HistogramStep step : values()) {
      if (step.word().equals(word)) {
        return step;
      }
    }
    return null;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Duration length() {
    return unit.getDuration();
  }

  Instant begin(Instant time) {
    return time.truncatedTo(unit);
  }
}
