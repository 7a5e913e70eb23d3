package io.cairn.guard.template;

import io.cairn.guard.value.Value;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a scalar without quotes is read. */
public enum Scalars {
  /**
   * As templates are: nothing at all is an empty text, {@code yes} and {@code off} are booleans.
   */
  TEMPLATE,
  /** As YAML 1.2 has it: nothing at all is null. Test files and {@code json_parse} read so. */
  CORE;

  private static final Pattern INT = Pattern.compile("[-+]?[0-9]{1,19}");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  Value plain(String text) {
    if (INT.matcher(text).matches()) {
      return whole(text);
    }
    if (FLOAT.matcher(text).matches()) {
      return Value.of(Double.parseDouble(text));
    }
    return this == CORE ? core(text) : template(text);
  }

  private static Value core(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> Value.of(true);
      case "false", "False", "FALSE" -> Value.of(false);
      case "", "~", "null", "Null", "NULL" -> Value.ofNull();
      case ".inf", ".Inf", ".INF", "+.inf" -> Value.of(Double.POSITIVE_INFINITY);
      case "-.inf", "-.Inf", "-.INF" -> Value.of(Double.NEGATIVE_INFINITY);
      case ".nan", ".NaN", ".NAN" -> Value.of(Double.NaN);
      default -> Value.of(text);
    };
  }

  private static Value template(String text) {
    return switch (text) {
      case "true", "yes", "on", "y" -> Value.of(true);
      case "false", "no", "off", "n" -> Value.of(false);
      case "~" -> Value.ofNull();
      default ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "null" -> Value.ofNull();
            case "nan" -> Value.of(Double.NaN);
            case "inf", "+inf" -> Value.of(Double.POSITIVE_INFINITY);
            case "-inf" -> Value.of(Double.NEGATIVE_INFINITY);
            default -> Value.of(text);
          };
    };
  }

  private static Value whole(String text) {
    try {
      return Value.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return Value.of(Double.parseDouble(text));
    }
  }
}
