package io.cairn.regex.guard;

import io.cairn.regex.CaseFolding;
import java.util.function.IntPredicate;

/**
 * A set of code points: a bit for each of the first 128, a test for those beyond.
 *
 * @param low bits of 0 to 63
 * @param high bits of 64 to 127
 * @param beyond of 128 and above
 */
record CharSet(long low, long high, IntPredicate beyond) {

  static final CharSet NONE = new CharSet(0, 0, c -> false);
  static final CharSet ALL = NONE.negate();
  static final CharSet DIGIT =
      range('0', '9').or(beyond(c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER));
  static final CharSet SPACE =
      range('\t', '\r').or(of(' ')).or(beyond(c -> c == 0x85 || Character.isSpaceChar(c)));
  static final CharSet WORD =
      range('0', '9')
          .or(range('A', 'Z'))
          .or(range('a', 'z'))
          .or(of('_'))
          .or(beyond(CharSet::isWord));

  private static boolean isWord(int c) {
    if (Character.isAlphabetic(c) || c == 0x200C || c == 0x200D) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  static CharSet of(int c) {
    return range(c, c);
  }

  static CharSet range(int from, int to) {
    return where(c -> c >= from && c <= to);
  }

  /** A set by a test of all code points. */
  static CharSet where(IntPredicate test) {
    long low = 0;
    long high = 0;
    for (int c = 0; c < 64; c++) {
      low |= test.test(c) ? 1L << c : 0;
      high |= test.test(c + 64) ? 1L << c : 0;
    }
    return new CharSet(low, high, test);
  }

  private static CharSet beyond(IntPredicate test) {
    return new CharSet(0, 0, test);
  }

  boolean has(int c) {
    if (c < 64) {
      return c >= 0 && (low >>> c & 1) != 0;
    }
    return c < 128 ? (high >>> (c - 64) & 1) != 0 : beyond.test(c);
  }

  CharSet or(CharSet other) {
    return new CharSet(low | other.low, high | other.high, beyond.or(other.beyond));
  }

  CharSet and(CharSet other) {
    return new CharSet(low & other.low, high & other.high, beyond.and(other.beyond));
  }

  CharSet negate() {
    return new CharSet(~low, ~high, beyond.negate());
  }

  /** With every code point that folds like one of this set. */
  CharSet ignoringCase() {
    return where(
        c -> {
          int folded = CaseFolding.fold(c);
          return has(c)
              || has(folded)
              || has(Character.toUpperCase(folded))
              || has(Character.toLowerCase(folded))
              || (folded == 'k' && has(0x212A))
              || (folded == 's' && has(0x17F));
        });
  }
}
