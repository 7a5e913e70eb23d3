package io.cairn.sigma.engine;

import java.util.Arrays;

/** The rules woken for one event, each once, in their order: one bit a rule. */
final class Candidates {
  private final long[] woken;

  Candidates(int rules) {
    woken = new long[(rules + 63) >>> 6];
  }

  void clear() {
    Arrays.fill(woken, 0);
  }

  void wake(int rule) {
    woken[rule >>> 6] |= 1L << rule;
  }

  /** The first rule at or behind this one, or -1. */
  int next(int rule) {
    int at = rule >>> 6;
    if (at >= woken.length) {
      return -1;
    }
    long word = woken[at] & -1L << rule;
    while (word == 0) {
      if (++at == woken.length) {
        return -1;
      }
      word = woken[at];
    }
    return at << 6 | Long.numberOfTrailingZeros(word);
  }
}
