package io.cairn.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Unicode's simple case folding, one code point to one code point and free of any locale. Two texts
 * are equal ignoring case exactly when their foldings are equal.
 */
public final class CaseFolding {
  private static final int DOTTED_CAPITAL_I = 0x130;
  private static final int DOTLESS_SMALL_I = 0x131;

  private CaseFolding() {}

  /** The folding of one code point; itself when it has no case. */
  public static int fold(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
    }
    // Java's mapping sends both Turkish letters to i; Unicode's simple folding leaves them alone.
    if (codePoint == DOTTED_CAPITAL_I || codePoint == DOTLESS_SMALL_I) {
      return codePoint;
    }
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  /** Folds a text code point by code point. */
  public static String fold(String text) {
    var folded = new StringBuilder(text.length());
    text.codePoints().map(CaseFolding::fold).forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** Groups of two and more code points that fold alike, each sorted. */
  static List<int[]> orbits() {
    return Orbits.ALL;
  }

  private static final class Orbits {
    static final List<int[]> ALL = collect();

    private static List<int[]> collect() {
      Map<Integer, int[]> byFolding = new HashMap<>();
      for (int cp = 0; cp <= Character.MAX_CODE_POINT; cp++) {
        int folded = fold(cp);
        if (folded != cp) {
          join(byFolding, folded, cp);
        }
      }
      return new ArrayList<>(byFolding.values());
    }

    private static void join(Map<Integer, int[]> byFolding, int folded, int codePoint) {
      int[] known = byFolding.getOrDefault(folded, new int[] {folded});
      int[] grown = Arrays.copyOf(known, known.length + 1);
      grown[known.length] = codePoint;
      Arrays.sort(grown);
      byFolding.put(folded, grown);
    }
  }
}
