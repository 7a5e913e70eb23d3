package io.cairn.rules;

import io.cairn.guard.GuardValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One parameter of a managed rule: its type and what values it takes. Values come as strings, as
 * AWS Config sends them, and are checked when they are assigned.
 *
 * @param defaultValue the value when none is given, as a string
 * @param minimum least number, where the type is a number
 * @param maximum greatest number, where the type is a number
 * @param pattern what a string, or each of several, must match as a whole
 * @param allowed the only values, if not empty; compared without case for texts that AWS also takes
 *     in any case
 */
public record RuleParameter(
    String name,
    Type type,
    String description,
    boolean required,
    Optional<String> defaultValue,
    Optional<BigDecimal> minimum,
    Optional<BigDecimal> maximum,
    Optional<Pattern> pattern,
    List<String> allowed) {

  /** The types of values; the last two are comma-separated lists. */
  public enum Type {
    INT,
    FLOAT,
    STRING,
    BOOLEAN,
    STRINGS,
    INTS
  }

  private static final int MAX_LENGTH = 2_048;

  public RuleParameter {
    allowed = List.copyOf(allowed);
  }

  /**
   * The value to bind, or {@link GuardValue#nothing()} if none is given and there is no default.
   *
   * @throws RuleParameterException if the value is not allowed
   */
  GuardValue bind(String rule, Optional<String> given) {
    var text = given.or(() -> defaultValue);
    if (text.isEmpty()) {
      if (required) {
        throw new RuleParameterException(rule, name, "is required");
      }
      return GuardValue.nothing();
    }
    if (text.get().length() > MAX_LENGTH) {
      throw new RuleParameterException(rule, name, "is longer than " + MAX_LENGTH + " characters");
    }
    return value(rule, text.get());
  }

  private GuardValue value(String rule, String text) {
    return switch (type) {
      case INT -> whole(rule, text.strip());
      case FLOAT -> GuardValue.of(number(rule, text.strip()).doubleValue());
      case BOOLEAN -> bool(rule, text.strip());
      case STRING -> string(rule, text);
      case STRINGS -> GuardValue.of(parts(text).map(part -> string(rule, part)).toList());
      case INTS -> GuardValue.of(parts(text).map(part -> whole(rule, part)).toList());
    };
  }

  private static Stream<String> parts(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
  }

  private GuardValue whole(String rule, String text) {
    try {
      return GuardValue.of(number(rule, text).longValueExact());
    } catch (ArithmeticException notWhole) {
      throw refused(rule, text, "a whole number");
    }
  }

  private BigDecimal number(String rule, String text) {
    if (!text.matches("[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?")) {
      throw refused(rule, text, "a number");
    }
    var number = new BigDecimal(text);
    if (minimum.isPresent() && number.compareTo(minimum.get()) < 0) {
      throw refused(rule, text, minimum.get() + " or more");
    }
    if (maximum.isPresent() && number.compareTo(maximum.get()) > 0) {
      throw refused(rule, text, maximum.get() + " or less");
    }
    return number;
  }

  private GuardValue bool(String rule, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> GuardValue.of(true);
      case "false" -> GuardValue.of(false);
      default -> throw refused(rule, text, "true or false");
    };
  }

  private GuardValue string(String rule, String text) {
    if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
      throw refused(rule, text, "text of the form " + pattern.get().pattern());
    }
    if (allowed.isEmpty()) {
      return GuardValue.of(text);
    }
    for (var value : allowed) {
      if (value.equalsIgnoreCase(text)) {
        return GuardValue.of(value);
      }
    }
    throw refused(rule, text, "one of " + String.join(", ", allowed));
  }

  private RuleParameterException refused(String rule, String text, String wanted) {
    var brief = text.length() <= 60 ? text : text.substring(0, 59) + "…";
    return new RuleParameterException(rule, name, "is \"" + brief + "\", must be " + wanted);
  }
}
