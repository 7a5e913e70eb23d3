package io.cairn.sigma.engine;

import java.util.Arrays;

/** What becomes of a witness that is seen: a test that is thereby true, and rules to look at. */
final class Target {
  static final int NO_TEST = -1;

  private int test = NO_TEST;
  private int[] rules = new int[1];
  private int count;

  void proves(int proof) {
    if (proof != NO_TEST) {
      test = proof;
    }
  }

  void add(int rule) {
    if (count > 0 && rules[count - 1] == rule) {
      return;
    }
    if (count == rules.length) {
      rules = Arrays.copyOf(rules, count * 2);
    }
    rules[count++] = rule;
  }

  /** The test's number, or {@link #NO_TEST}. */
  int test() {
    return test;
  }

  int count() {
    return count;
  }

  int rule(int index) {
    return rules[index];
  }
}
