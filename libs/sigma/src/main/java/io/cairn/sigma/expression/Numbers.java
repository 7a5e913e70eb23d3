package io.cairn.sigma.expression;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Decides what numeric text is: a sign, decimal digits, a fraction, an exponent; nothing around it.
 */
public final class Numbers {
  /** Longer text is not taken as a number, so that no value can make comparing it expensive. */
  public static final int MAX_LENGTH = 400;

  private static final int MAX_EXPONENT_DIGITS = 9;

  private Numbers() {}

  /** The number a text stands for, or null. */
  public static @Nullable BigDecimal parse(CharSequence text) {
    int end = text.length();
    if (end == 0 || end > MAX_LENGTH) {
      return null;
    }
    int at = skipSign(text, 0);
    int whole = skipDigits(text, at);
    int digits = whole - at;
    at = whole;
    if (at < end && text.charAt(at) == '.') {
      int fraction = skipDigits(text, at + 1);
      digits += fraction - at - 1;
      at = fraction;
    }
    if (digits == 0 || !isExponent(text, at)) {
      return null;
    }
    return new BigDecimal(text.toString());
  }

  private static boolean isExponent(CharSequence text, int at) {
    if (at == text.length()) {
      return true;
    }
    if ((text.charAt(at) | 0x20) != 'e') {
      return false;
    }
    int from = skipSign(text, at + 1);
    int to = skipDigits(text, from);
    return to > from && to - from <= MAX_EXPONENT_DIGITS && to == text.length();
  }

  private static int skipSign(CharSequence text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int skipDigits(CharSequence text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
