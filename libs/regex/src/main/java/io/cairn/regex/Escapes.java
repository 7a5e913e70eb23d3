package io.cairn.regex;

/** Reads what follows a backslash where a set of characters is meant. */
final class Escapes {
  private Escapes() {}

  static CodePoints read(Cursor in) {
    int start = in.position() - 1;
    int c = in.next();
    return switch (c) {
      case 'd' -> CodePoints.DIGIT;
      case 'D' -> CodePoints.DIGIT.negate();
      case 'w' -> CodePoints.WORD;
      case 'W' -> CodePoints.WORD.negate();
      case 's' -> CodePoints.SPACE;
      case 'S' -> CodePoints.SPACE.negate();
      default -> CodePoints.of(single(in, c, start));
    };
  }

  private static int single(Cursor in, int c, int start) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      case 'a' -> 0x07;
      case 'e' -> 0x1B;
      case '0' -> 0;
      case 'x' -> hexadecimal(in, start);
      case 'u' -> digits(in, 4, start);
      default -> itself(c, start);
    };
  }

  private static int itself(int c, int start) {
    if ((c >= '1' && c <= '9') || c == 'k') {
      throw new RegexSyntaxException(
          "backreferences are not supported: they cannot be matched in linear time", start);
    }
    if (c == 'p' || c == 'P') {
      throw new RegexSyntaxException("Unicode properties (\\p) are not supported", start);
    }
    boolean punctuation = c >= ' ' && c <= '~' && !Character.isLetterOrDigit(c) && c != '_';
    if (!punctuation) {
      throw new RegexSyntaxException("unsupported escape \\" + Character.toString(c), start);
    }
    return c;
  }

  private static int hexadecimal(Cursor in, int start) {
    if (!in.skip('{')) {
      return digits(in, 2, start);
    }
    int value = 0;
    int count = 0;
    while (in.more() && !in.at('}')) {
      value = value << 4 | digit(in, start);
      if (++count > 6 || value > Character.MAX_CODE_POINT) {
        throw new RegexSyntaxException("\\x{} beyond the last code point 10FFFF", start);
      }
    }
    if (count == 0 || !in.skip('}')) {
      throw new RegexSyntaxException("an unfinished \\x{}", start);
    }
    return value;
  }

  private static int digits(Cursor in, int count, int start) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 4 | digit(in, start);
    }
    return value;
  }

  private static int digit(Cursor in, int start) {
    int c = in.more() ? in.next() : -1;
    int digit = c < 0x80 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw new RegexSyntaxException("a hexadecimal escape needs more digits", start);
    }
    return digit;
  }
}
