package io.cairn.policy.match;

import java.util.HashMap;
import java.util.Map;

/**
 * What stands between two stars: literal characters and single-character wildcards. Short literal
 * pieces are looked for by {@link String#indexOf(String, int, int)}, all others bit-parallel
 * (Shift-And, 64 pattern positions a step), so that no text makes the search quadratic.
 */
final class GlobPiece {
  private static final int SHORT = 16;

  private final String pattern;
  private final boolean literal;
  private final Map<Character, long[]> masks;
  private final long[] wild;

  GlobPiece(String pattern, boolean searched) {
    this.pattern = pattern;
    this.literal = pattern.indexOf(Glob.ANY_ONE) < 0;
    this.masks = new HashMap<>();
    this.wild = new long[(pattern.length() + 63) >>> 6];
    // A piece longer than any accepted text is never found, and needs no tables.
    if (searched && !isShortLiteral() && pattern.length() <= Glob.MAX_TEXT) {
      buildMasks();
    }
  }

  private boolean isShortLiteral() {
    return literal && pattern.length() <= SHORT;
  }

  private void buildMasks() {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == Glob.ANY_ONE) {
        wild[i >>> 6] |= 1L << i;
      }
    }
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != Glob.ANY_ONE) {
        masks.computeIfAbsent(c, _ -> wild.clone())[i >>> 6] |= 1L << i;
      }
    }
  }

  int length() {
    return pattern.length();
  }

  boolean matchesAt(String text, int at) {
    if (literal) {
      return text.startsWith(pattern, at);
    }
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != Glob.ANY_ONE && c != text.charAt(at + i)) {
        return false;
      }
    }
    return true;
  }

  /** Start of the leftmost occurrence that lies in {@code [from, to)}, or -1. */
  int indexIn(String text, int from, int to) {
    if (pattern.length() > to - from) {
      return -1;
    }
    return isShortLiteral() ? text.indexOf(pattern, from, to) : shiftAnd(text, from, to);
  }

  private int shiftAnd(String text, int from, int to) {
    long[] state = new long[wild.length];
    int last = pattern.length() - 1;
    for (int i = from; i < to; i++) {
      long[] mask = masks.getOrDefault(text.charAt(i), wild);
      long carry = 1;
      for (int w = 0; w < state.length; w++) {
        long shifted = (state[w] << 1) | carry;
        carry = state[w] >>> 63;
        state[w] = shifted & mask[w];
      }
      if ((state[last >>> 6] >>> last & 1) != 0) {
        return i - last;
      }
    }
    return -1;
  }
}
