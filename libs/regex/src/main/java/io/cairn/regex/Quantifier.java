package io.cairn.regex;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code * + ? {n} {n,} {n,m}}, each also with the lazy {@code ?}, which changes nothing in a
 * search.
 */
final class Quantifier {
  private Quantifier() {}

  static int @Nullable [] read(Cursor in) {
    int start = in.position();
    int[] bounds = bounds(in);
    if (bounds == null) {
      return null;
    }
    if (in.skip('?')) {
      return bounds;
    }
    if (in.at('+')) {
      throw in.error("possessive quantifiers are not supported");
    }
    if (bounds[0] > PatternReader.MAX_REPETITION || bounds[1] > PatternReader.MAX_REPETITION) {
      throw new RegexSyntaxException(
          "a repetition of more than " + PatternReader.MAX_REPETITION, start);
    }
    if (bounds[1] != Node.UNBOUNDED && bounds[1] < bounds[0]) {
      throw new RegexSyntaxException("a repetition whose upper bound is below its lower", start);
    }
    return bounds;
  }

  private static int @Nullable [] bounds(Cursor in) {
    if (in.skip('*')) {
      return new int[] {0, Node.UNBOUNDED};
    }
    if (in.skip('+')) {
      return new int[] {1, Node.UNBOUNDED};
    }
    if (in.skip('?')) {
      return new int[] {0, 1};
    }
    return in.at('{') ? counted(in) : null;
  }

  /**
   * A brace that opens no valid count is a literal, as in RE2; {@code {,n}} means different things
   * elsewhere.
   */
  private static int @Nullable [] counted(Cursor in) {
    int start = in.position();
    in.next();
    int min = in.number();
    int max = min;
    if (in.skip(',')) {
      max = in.number();
    }
    boolean closed = in.skip('}');
    if (min < 0) {
      if (closed && max >= 0) {
        throw new RegexSyntaxException(
            "write {0,n}: {,n} is a count in some dialects and literal in others", start);
      }
      in.position(start);
      return null;
    }
    if (!closed) {
      in.position(start);
      return null;
    }
    return new int[] {min, max};
  }
}
