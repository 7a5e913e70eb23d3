package io.cairn.sigma.engine;

import java.util.Arrays;

/** Which tests are decided for one event, and how: two bits a test. */
final class Verdicts {
  private final long[] decided;
  private final long[] holding;

  Verdicts(int tests) {
    decided = new long[(tests + 63) >>> 6];
    holding = new long[decided.length];
  }

  /** All undecided but those that are decided by being seen: unless they are, they do not hold. */
  void clear(long[] eager) {
    System.arraycopy(eager, 0, decided, 0, decided.length);
    Arrays.fill(holding, 0);
  }

  boolean isDecided(int test) {
    return (decided[test >>> 6] >>> test & 1) != 0;
  }

  boolean holds(int test) {
    return (holding[test >>> 6] >>> test & 1) != 0;
  }

  void decide(int test, boolean holds) {
    decided[test >>> 6] |= 1L << test;
    if (holds) {
      holding[test >>> 6] |= 1L << test;
    }
  }
}
