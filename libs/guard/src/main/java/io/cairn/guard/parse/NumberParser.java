package io.cairn.guard.parse;

import io.cairn.guard.value.Value;
import io.cairn.guard.value.ValueRange;
import org.jspecify.annotations.Nullable;

/** Parses numbers, and ranges of numbers or characters. */
final class NumberParser {

  private final Cursor in;

  NumberParser(Cursor in) {
    this.in = in;
  }

  @Nullable Value number() {
    int start = in.at();
    var decimal = decimal();
    if (decimal != null) {
      return decimal;
    }
    var digits = in.integer();
    if (digits == null) {
      in.miss("a number");
      return null;
    }
    try {
      return Value.of(Long.parseLong(digits));
    } catch (NumberFormatException tooLarge) {
      in.back(start);
      throw in.wrong("a whole number beyond 64 bits");
    }
  }

  /** Digits with a fraction, or an exponent with a sign. A negative one cannot be written. */
  private @Nullable Value decimal() {
    int start = in.at();
    if (!digits()) {
      return null;
    }
    boolean fraction = false;
    int mark = in.at();
    if (in.tag(".") && digits()) {
      fraction = true;
      mark = in.at();
    }
    in.back(mark);
    boolean exponent = (in.tag("e") || in.tag("E")) && (in.tag("+") || in.tag("-")) && digits();
    if (!exponent) {
      in.back(mark);
    }
    if (!fraction && !exponent) {
      in.back(start);
      return null;
    }
    double value = Double.parseDouble(in.slice(start, in.at()));
    if (Double.isInfinite(value)) {
      in.back(start);
      throw in.wrong("a decimal number beyond the range of a double");
    }
    return Value.of(value);
  }

  private boolean digits() {
    int start = in.at();
    while (Cursor.isDigit(in.peek())) {
      in.skip(1);
    }
    return in.at() > start;
  }

  @Nullable Value range() {
    int start = in.at();
    in.skip(1);
    int open = in.peek();
    in.skip(1);
    in.space();
    var low = bound();
    in.space();
    if (low != null && in.tag(",")) {
      in.space();
      var high = bound();
      in.space();
      int close = in.peek();
      if (high != null && high.kind() == low.kind() && (close == ']' || close == ')')) {
        in.skip(1);
        return Value.of(new ValueRange(low, high, open == '[', close == ']'));
      }
    }
    in.miss("a range of two whole numbers, two decimal numbers or two characters");
    in.back(start);
    return null;
  }

  private @Nullable Value bound() {
    int next = in.peek();
    if (Cursor.isDigit(next) || (next == '-' && Cursor.isDigit(in.peek(1)))) {
      return number();
    }
    if (next < 0) {
      return null;
    }
    int c = in.slice(in.at(), Math.min(in.at() + 2, in.at() + available())).codePointAt(0);
    in.skip(Character.charCount(c));
    return Value.ofChar(c);
  }

  private int available() {
    return in.peek(1) < 0 ? 1 : 2;
  }
}
