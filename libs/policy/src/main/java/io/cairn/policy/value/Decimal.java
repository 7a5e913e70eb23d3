package io.cairn.policy.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A decimal as the Numeric operators take it: sign, digits, at most one point; no exponent, blanks
 * or separators. Compared exactly: up to 18 digits as one long, longer ones as {@link BigDecimal}.
 */
public final class Decimal implements Comparable<Decimal> {
  private static final int LONG_DIGITS = 18;

  private final long unscaled;
  private final int scale;
  private final @Nullable BigDecimal large;

  private Decimal(long unscaled, int scale, @Nullable BigDecimal large) {
    this.unscaled = unscaled;
    this.scale = scale;
    this.large = large;
  }

  /** The number, or null if the text is none. */
  public static @Nullable Decimal parse(String text) {
    int at = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int digits = 0;
    int point = -1;
    long unscaled = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c >= '0' && c <= '9') {
        digits++;
        unscaled = unscaled * 10 + (c - '0');
      } else {
        return null;
      }
    }
    if (digits == 0) {
      return null;
    }
    if (digits > LONG_DIGITS) {
      return new Decimal(0, 0, new BigDecimal(text));
    }
    int scale = point < 0 ? 0 : text.length() - point - 1;
    return new Decimal(text.charAt(0) == '-' ? -unscaled : unscaled, scale, null);
  }

  @Override
  public int compareTo(Decimal other) {
    return large == null && other.large == null && scale == other.scale
        ? Long.compare(unscaled, other.unscaled)
        : exact().compareTo(other.exact());
  }

  private BigDecimal exact() {
    return large == null ? BigDecimal.valueOf(unscaled, scale) : large;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Decimal decimal && compareTo(decimal) == 0;
  }

  @Override
  public int hashCode() {
    return exact().stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return exact().toPlainString();
  }
}
