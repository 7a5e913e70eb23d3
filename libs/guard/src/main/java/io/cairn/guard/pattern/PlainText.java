package io.cairn.guard.pattern;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A pattern that is a text, perhaps tied to the start or the end. */
final class PlainText {

  private final String text;
  private final byte[] utf8;
  private final boolean fromStart;
  private final boolean toEnd;

  PlainText(String text, boolean fromStart, boolean toEnd) {
    this.text = text;
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    this.fromStart = fromStart;
    this.toEnd = toEnd;
  }

  boolean find(String input) {
    if (fromStart) {
      return toEnd ? input.equals(text) : input.startsWith(text);
    }
    return toEnd ? input.endsWith(text) : input.contains(text);
  }

  boolean find(byte[] bytes, int from, int to) {
    int last = to - utf8.length;
    if (last < from || (fromStart && toEnd && last > from)) {
      return false;
    }
    if (fromStart || toEnd) {
      return isAt(bytes, fromStart ? from : last);
    }
    for (int at = from; at <= last; at++) {
      if (isAt(bytes, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + utf8.length, utf8, 0, utf8.length);
  }
}
