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
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      return time.isBefore(MIN) || !time.isBefore(MAX) ? null : time;
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** CloudTrail's own form, {@code 2026-01-02T03:04:05Z}; null for any other, or a false date. */
  static @Nullable Instant plain(byte[] text, int from, int to) {
    if (to - from != 20
        || text[from + 4] != '-'
        || text[from + 7] != '-'
        || text[from + 10] != 'T'
        || text[from + 13] != ':'
        || text[from + 16] != ':'
        || text[from + 19] != 'Z') {
      return null;
    }
    int year = digits(text, from, 4);
    int month = digits(text, from + 5, 2);
    int day = digits(text, from + 8, 2);
    int hour = digits(text, from + 11, 2);
    int minute = digits(text, from + 14, 2);
    int second = digits(text, from + 17, 2);
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
  private static int digits(byte[] text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
