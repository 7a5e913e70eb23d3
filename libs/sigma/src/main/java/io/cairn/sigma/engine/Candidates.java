package io.cairn.sigma.engine;

import java.util.Arrays;

/** The rules woken for one event, each once. */
final class Candidates {
  private final int[] rules;
  private final int[] wokenIn;
  private int epoch;
  private int count;

  Candidates(int size) {
    rules = new int[size];
    wokenIn = new int[size];
  }

  void clear() {
    count = 0;
    if (++epoch == 0) {
      Arrays.fill(wokenIn, 0);
      epoch = 1;
    }
  }

  void wake(int rule) {
    if (wokenIn[rule] != epoch) {
      wokenIn[rule] = epoch;
      rules[count++] = rule;
    }
  }

  void wakeAll(int[] some) {
    for (int rule : some) {
      wake(rule);
    }
  }

  void sort() {
    Arrays.sort(rules, 0, count);
  }

  int count() {
    return count;
  }

  int get(int index) {
    return rules[index];
  }
}
