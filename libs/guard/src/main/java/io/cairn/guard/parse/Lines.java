package io.cairn.guard.parse;

import io.cairn.guard.syntax.Node;
import java.util.Arrays;

/** Where the lines of a text begin. */
final class Lines {

  private static final int MAX_WRITTEN = 300;

  private final String text;
  private final int[] lineStarts;

  Lines(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /** Line and column of an offset and the text from there, blanks run together. */
  Node.Place place(int from, int to) {
    int found = Arrays.binarySearch(lineStarts, from);
    int line = found >= 0 ? found : -found - 2;
    var oneLine = oneLine(text, from, Math.min(to, from + 2 * MAX_WRITTEN));
    return new Node.Place(
        line + 1,
        from - lineStarts[line] + 1,
        oneLine.length() <= MAX_WRITTEN ? oneLine : oneLine.substring(0, MAX_WRITTEN - 1) + "…");
  }

  /** A piece of a text without outer blanks, each inner run of them as one. */
  static String oneLine(String text, int from, int to) {
    var out = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString().stripTrailing();
  }

  private static int[] lineStarts(String text) {
    var starts = new int[16];
    int lines = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, lines * 2);
      }
      starts[lines++] = at + 1;
    }
    return Arrays.copyOf(starts, lines);
  }
}
