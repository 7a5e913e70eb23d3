package io.cairn.eventstore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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
    Instant plain = plain(text);
    if (plain != null) {
      return plain;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      return time.isBefore(MIN) || !time.isBefore(MAX) ? null : time;
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** CloudTrail's own form, {@code 2026-01-02T03:04:05Z}; null for any other, or a false date. */
  private static @Nullable Instant plain(String text) {
    if (text.length() != 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(19) != 'Z') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    boolean inRange =
        year >= 2000
            && year < 2100
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 28 // days that not every month has take the long way
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    return inRange
        ? Instant.ofEpochSecond(
            LocalDate.of(year, month, day).toEpochDay() * 86_400L
                + hour * 3_600L
                + minute * 60L
                + second)
        : null;
  }

  /** The number, or -1 when there is something else than digits. */
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
