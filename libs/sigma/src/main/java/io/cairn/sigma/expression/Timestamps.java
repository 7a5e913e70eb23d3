package io.cairn.sigma.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code 2025-03-04T09:15:30Z} and its ISO 8601 neighbours as written: no zone is applied.
 */
public final class Timestamps {
  private Timestamps() {}

  /**
   * Date, {@code T} or space, hours and minutes, then optionally seconds, fraction and zone; null
   * for anything else. A date alone is no timestamp.
   */
  public static @Nullable LocalDateTime parse(CharSequence text) {
    if (text.length() < 16 || text.length() > 40 || !hasShape(text)) {
      return null;
    }
    int seconds = 0;
    int at = 16;
    if (at < text.length() && text.charAt(at) == ':') {
      seconds = number(text, 17, 19);
      at = fraction(text, 19);
    }
    if (seconds < 0 || !isZone(text, at)) {
      return null;
    }
    try {
      return LocalDateTime.of(
          number(text, 0, 4),
          number(text, 5, 7),
          number(text, 8, 10),
          number(text, 11, 13),
          number(text, 14, 16),
          seconds);
    } catch (DateTimeException e) {
      return null; // 31 February, hour 25, a part that is no number: not a timestamp
    }
  }

  private static boolean hasShape(CharSequence text) {
    char between = text.charAt(10);
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (between == 'T' || between == 't' || between == ' ')
        && text.charAt(13) == ':';
  }

  private static int fraction(CharSequence text, int at) {
    if (at >= text.length() || text.charAt(at) != '.') {
      return at;
    }
    int end = at + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end == at + 1 ? -1 : end;
  }

  private static boolean isZone(CharSequence text, int at) {
    if (at < 0 || at > text.length()) {
      return false;
    }
    int rest = text.length() - at;
    if (rest == 0) {
      return true;
    }
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      return rest == 1;
    }
    boolean colon = rest == 6 && text.charAt(at + 3) == ':';
    return (sign == '+' || sign == '-')
        && (colon || rest == 5 || rest == 3)
        && number(text, at + 1, at + 3) >= 0
        && (rest == 3 || number(text, text.length() - 2, text.length()) >= 0);
  }

  private static int number(CharSequence text, int from, int to) {
    if (to > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
