package io.cairn.policy.request;

import java.util.concurrent.ConcurrentHashMap;

/** Small numbers for actions that keep coming back, by which their candidates are found. */
final class ActionNumbers {
  private static final int MOST = 65_536;
  private static final ConcurrentHashMap<String, Integer> KNOWN = new ConcurrentHashMap<>();

  private ActionNumbers() {}

  /** The number of an action in lower case, from 1; 0 once the numbers are used up. */
  static int of(String action) {
    Integer known = KNOWN.get(action);
    if (known != null) {
      return known;
    }
    synchronized (KNOWN) {
      return KNOWN.size() >= MOST ? 0 : KNOWN.computeIfAbsent(action, _ -> KNOWN.size() + 1);
    }
  }
}
