package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.value.Value;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions that make one kind of value of another; null for a kind they do not take. */
final class Conversions {

  private Conversions() {}

  static @Nullable Value toInt(Value value) {
    return switch (value.kind()) {
      case INT -> value;
      case FLOAT -> Value.of((long) value.asDouble());
      case STRING, CHAR -> Value.of(wholeNumber(value.text()));
      default -> null;
    };
  }

  private static long wholeNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw GuardEvaluationException.of("not a whole number: \"" + brief(text) + '"');
    }
  }

  static @Nullable Value toFloat(Value value) {
    return switch (value.kind()) {
      case FLOAT -> value;
      case INT -> Value.of((double) value.asLong());
      case STRING, CHAR -> Value.of(decimal(value.text()));
      default -> null;
    };
  }

  private static double decimal(String text) {
    if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
      throw GuardEvaluationException.of("not a number: \"" + brief(text) + '"');
    }
    return Double.parseDouble(text);
  }

  static @Nullable Value toBoolean(Value value) {
    return switch (value.kind()) {
      case BOOL -> value;
      case STRING ->
          switch (value.string().toLowerCase(Locale.ROOT)) {
            case "true" -> Value.of(true);
            case "false" -> Value.of(false);
            default ->
                throw GuardEvaluationException.of(
                    "neither true nor false: \"" + brief(value.string()) + '"');
          };
      default -> null;
    };
  }

  static @Nullable Value toText(Value value) {
    return switch (value.kind()) {
      case STRING, BOOL, INT, FLOAT, CHAR -> Value.of(value.text());
      default -> null;
    };
  }

  static @Nullable Value toChar(Value value) {
    return switch (value.kind()) {
      case CHAR -> Value.of(value.text());
      case STRING, INT -> {
        var text = value.text();
        if (text.codePointCount(0, text.length()) != 1) {
          throw GuardEvaluationException.of("not one character: \"" + brief(text) + '"');
        }
        yield Value.ofChar(text.codePointAt(0));
      }
      default -> null;
    };
  }

  static Value epoch(String text) {
    try {
      return Value.of(OffsetDateTime.parse(text).toEpochSecond());
    } catch (DateTimeParseException notADate) {
      throw GuardEvaluationException.of("not a date and time: \"" + brief(text) + '"');
    }
  }

  private static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 39) + "…";
  }
}
