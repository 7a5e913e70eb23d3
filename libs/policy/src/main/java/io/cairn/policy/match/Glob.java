package io.cairn.policy.match;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of literal characters, stars and question marks. Matching never backtracks over a star:
 * both ends are fixed first, then each piece between stars is looked for once, left to right, so
 * the cost is bounded by text length times (longest piece / 64), whatever the pattern.
 */
public final class Glob {
  /** Longest text that is ever matched, in characters. */
  public static final int MAX_TEXT = 2048;

  /** Stands for {@code *} in an encoded pattern; no policy text or request holds it. */
  public static final char ANY_RUN = '\uFFFF';

  /** Stands for {@code ?} in an encoded pattern; no policy text or request holds it. */
  public static final char ANY_ONE = '\uFFFE';

  private final GlobPiece[] pieces;
  private final int minLength;
  private final boolean all;

  private Glob(GlobPiece[] pieces) {
    this.pieces = pieces;
    int length = 0;
    for (GlobPiece piece : pieces) {
      length += piece.length();
    }
    this.minLength = length;
    this.all = pieces.length > 1 && length == 0;
  }

  /** The pattern written with {@code *} and {@code ?}. */
  public static Glob of(String text) {
    return ofEncoded(encode(text));
  }

  /** The pattern written with {@link #ANY_RUN} and {@link #ANY_ONE}; all else is literal. */
  public static Glob ofEncoded(String encoded) {
    List<GlobPiece> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= encoded.length(); i++) {
      if (i == encoded.length() || encoded.charAt(i) == ANY_RUN) {
        boolean inner = !pieces.isEmpty() && i < encoded.length();
        if (!inner || i > start) {
          pieces.add(new GlobPiece(encoded.substring(start, i), inner));
        }
        start = i + 1;
      }
    }
    return new Glob(pieces.toArray(GlobPiece[]::new));
  }

  static String encode(String text) {
    return text.replace('*', ANY_RUN).replace('?', ANY_ONE);
  }

  /** Whether the whole text fits. */
  public boolean matches(String text) {
    if (all) {
      return true;
    }
    if (text.length() < minLength) {
      return false;
    }
    GlobPiece first = pieces[0];
    if (pieces.length == 1) {
      return text.length() == minLength && first.matchesAt(text, 0);
    }
    GlobPiece last = pieces[pieces.length - 1];
    int end = text.length() - last.length();
    if (!first.matchesAt(text, 0) || !last.matchesAt(text, end)) {
      return false;
    }
    int from = first.length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = pieces[i].indexIn(text, from, end);
      if (found < 0) {
        return false;
      }
      from = found + pieces[i].length();
    }
    return true;
  }
}
