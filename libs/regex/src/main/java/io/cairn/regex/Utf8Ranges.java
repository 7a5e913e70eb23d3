package io.cairn.regex;

import io.cairn.regex.CodePoints.Range;
import java.util.ArrayList;
import java.util.List;

/** Cuts a range of code points into sequences of byte ranges, each {@code low << 8 | high}. */
final class Utf8Ranges {
  private static final int[] LAST_OF_SIZE = {0x7F, 0x7FF, 0xFFFF};

  private final List<int[]> sequences = new ArrayList<>();

  static List<int[]> of(Range range) {
    var ranges = new Utf8Ranges();
    ranges.cut(range.low(), range.high());
    return ranges.sequences;
  }

  private void cut(int low, int high) {
    for (int last : LAST_OF_SIZE) {
      if (low <= last && high > last) {
        cut(low, last);
        cut(last + 1, high);
        return;
      }
    }
    if (!cutAtContinuation(low, high)) {
      emit(low, high);
    }
  }

  /**
   * A range is one product of byte ranges only when all bytes behind the first that differs run
   * over everything.
   */
  private boolean cutAtContinuation(int low, int high) {
    for (int i = 1; i < Utf8.size(low); i++) {
      int mask = (1 << (6 * i)) - 1;
      if ((low & ~mask) == (high & ~mask)) {
        continue;
      }
      if ((low & mask) != 0) {
        cut(low, low | mask);
        cut((low | mask) + 1, high);
        return true;
      }
      if ((high & mask) != mask) {
        cut(low, (high & ~mask) - 1);
        cut(high & ~mask, high);
        return true;
      }
    }
    return false;
  }

  private void emit(int low, int high) {
    byte[] from = new byte[4];
    byte[] to = new byte[4];
    int size = Utf8.put(low, from, 0);
    Utf8.put(high, to, 0);
    int[] sequence = new int[size];
    for (int i = 0; i < size; i++) {
      sequence[i] = (from[i] & 0xFF) << 8 | (to[i] & 0xFF);
    }
    sequences.add(sequence);
  }
}
