package io.cairn.eventstore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads {@code eventTime}. */
final class EventTimes {
  static final Instant MIN = Instant.parse("2000-01-01T00:00:00Z");
  static final Instant MAX = Instant.parse("2100-01-01T00:00:00Z");

  private EventTimes() {}

  /** The time, cut to microseconds; null unless it is ISO 8601 with an offset, 2000 to 2099. */
  static @Nullable Instant parse(String text) {
    if (text.length() < 20 || text.length() > 40) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      return time.isBefore(MIN) || !time.isBefore(MAX) ? null : time;
    } catch (DateTimeException _) {
      return null;
    }
  }
}
