package io.cairn.policy.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as the Date operators take them: {@code YYYY}, {@code YYYY-MM}, {@code YYYY-MM-DD}, {@code
 * YYYY-MM-DDThh:mm[:ss[.f]]} with {@code Z}, an offset or nothing (then UTC), or epoch seconds.
 */
public final class PolicyDate {
  // Fixed-length groups only: the expression cannot backtrack.
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:T(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?"
              + "(Z|[+-]\\d{2}:\\d{2})?)?)?)?");
  private static final int MAX_EPOCH_DIGITS = 15;

  private PolicyDate() {}

  /** Milliseconds since the epoch; empty if the text is no such date or one that never was. */
  public static OptionalLong parse(String text) {
    if (text.length() != 4 && isEpoch(text)) {
      return OptionalLong.of(Math.multiplyExact(Long.parseLong(text), 1000L));
    }
    Matcher iso = ISO.matcher(text.length() > 40 ? "" : text);
    if (!iso.matches()) {
      return OptionalLong.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              group(iso, 1, 0),
              group(iso, 2, 1),
              group(iso, 3, 1),
              group(iso, 4, 0),
              group(iso, 5, 0),
              group(iso, 6, 0));
      long millis = local.toInstant(offset(iso.group(8))).toEpochMilli();
      return OptionalLong.of(millis + fraction(iso.group(7)));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isEpoch(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_EPOCH_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int group(Matcher iso, int index, int absent) {
    String digits = iso.group(index);
    return digits == null ? absent : Integer.parseInt(digits);
  }

  private static ZoneOffset offset(@Nullable String text) {
    return text == null ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static int fraction(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt((digits + "00").substring(0, 3));
  }
}
