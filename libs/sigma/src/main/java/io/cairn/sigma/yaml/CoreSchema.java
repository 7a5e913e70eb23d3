package io.cairn.sigma.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted scalar means under YAML 1.2: {@code no}, {@code 0x} dates and {@code 1:30} stay
 * what they look like.
 */
final class CoreSchema {
  private static final int MAX_DIGITS = 400;
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");

  private CoreSchema() {}

  static @Nullable Object resolve(String plain) {
    return switch (plain) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> plain.length() > MAX_DIGITS ? plain : number(plain);
    };
  }

  private static Object number(String plain) {
    if (DECIMAL.matcher(plain).matches()) {
      return new BigDecimal(plain);
    }
    if (OCTAL.matcher(plain).matches()) {
      return new BigDecimal(new BigInteger(plain.substring(2), 8));
    }
    if (HEXADECIMAL.matcher(plain).matches()) {
      return new BigDecimal(new BigInteger(plain.substring(2), 16));
    }
    return plain;
  }
}
