package io.cairn.sigma.reference;

import io.cairn.sigma.expression.Operator.TimeCompare;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Time parts by a pattern and java.time. */
@NullMarked
final class ReferenceTimes {
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2})(:([0-9]{2})(\\.[0-9]+)?)?"
              + "([Zz]|[-+][0-9]{2}(:?[0-9]{2})?)?");

  private ReferenceTimes() {}

  static boolean holds(TimeCompare compare, String text) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (text.length() > 40 || !matcher.matches()) {
      return false;
    }
    try {
      String seconds = matcher.group(7);
      var time =
          LocalDateTime.of(
              number(matcher, 1),
              number(matcher, 2),
              number(matcher, 3),
              number(matcher, 4),
              number(matcher, 5),
              seconds == null ? 0 : Integer.parseInt(seconds));
      return compare
          .comparison()
          .accepts(BigDecimal.valueOf(part(compare, time)).compareTo(compare.bound()));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int part(TimeCompare compare, LocalDateTime time) {
    return switch (compare.part()) {
      case MINUTE -> time.getMinute();
      case HOUR -> time.getHour();
      case DAY -> time.getDayOfMonth();
      case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTH -> time.getMonthValue();
      case YEAR -> time.getYear();
    };
  }
}
