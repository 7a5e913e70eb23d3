package io.cairn.regex.guard;

/**
 * What a search may cost, and memory that one search after another works in. For one thread; a unit
 * is worth about five operations of the matcher.
 */
public abstract class Budget {

  /** The matcher's stack, kept for the next search. */
  int[] stack = {};

  /** Takes units away, and throws an exception of the caller's own when none are left. */
  public abstract void spend(int units);
}
