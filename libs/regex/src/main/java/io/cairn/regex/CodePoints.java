package io.cairn.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of code points as sorted ranges that neither touch nor overlap. */
record CodePoints(List<Range> ranges) {
  record Range(int low, int high) {}

  static final CodePoints DIGIT = of("09");
  static final CodePoints WORD = of("09AZ__az");
  static final CodePoints SPACE = of("\t\r  ");

  static CodePoints of(int codePoint) {
    return new CodePoints(List.of(new Range(codePoint, codePoint)));
  }

  /** Pairs of characters, each pair one range. */
  private static CodePoints of(String pairs) {
    var ranges = new ArrayList<Range>();
    for (int i = 0; i < pairs.length(); i += 2) {
      ranges.add(new Range(pairs.charAt(i), pairs.charAt(i + 1)));
    }
    return merge(ranges);
  }

  static CodePoints merge(List<Range> unordered) {
    var sorted = new ArrayList<>(unordered);
    sorted.sort(Comparator.comparingInt(Range::low));
    var merged = new ArrayList<Range>();
    for (Range range : sorted) {
      if (!merged.isEmpty() && range.low() <= merged.getLast().high() + 1) {
        Range last = merged.removeLast();
        merged.add(new Range(last.low(), Math.max(last.high(), range.high())));
      } else {
        merged.add(range);
      }
    }
    return new CodePoints(List.copyOf(merged));
  }

  boolean isSingle() {
    return ranges.size() == 1 && ranges.getFirst().low() == ranges.getFirst().high();
  }

  CodePoints negate() {
    var gaps = new ArrayList<Range>();
    int from = 0;
    for (Range range : ranges) {
      if (range.low() > from) {
        gaps.add(new Range(from, range.low() - 1));
      }
      from = range.high() + 1;
    }
    if (from <= Character.MAX_CODE_POINT) {
      gaps.add(new Range(from, Character.MAX_CODE_POINT));
    }
    return new CodePoints(List.copyOf(gaps));
  }

  /** With every code point that folds like one of this set. */
  CodePoints ignoringCase() {
    var grown = new ArrayList<>(ranges);
    for (int[] orbit : CaseFolding.orbits()) {
      boolean touched = false;
      for (int member : orbit) {
        touched |= contains(member);
      }
      if (touched) {
        for (int member : orbit) {
          grown.add(new Range(member, member));
        }
      }
    }
    return merge(grown);
  }

  private boolean contains(int codePoint) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      if (codePoint < range.low()) {
        high = middle - 1;
      } else if (codePoint > range.high()) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
