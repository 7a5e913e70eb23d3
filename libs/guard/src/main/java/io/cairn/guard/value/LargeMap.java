package io.cairn.guard.value;

import java.util.IdentityHashMap;

/** Finds repeated keys of a map that is too large to be searched for each one. */
final class LargeMap {

  private final IdentityHashMap<String, Integer> places = new IdentityHashMap<>();

  LargeMap(String[] keys, int from, int to) {
    for (int i = from; i < to; i++) {
      places.put(keys[i], i);
    }
  }

  /** The place of a key, or -1 if it is new; then it will stand at {@code next}. */
  int place(String key, int next) {
    var known = places.putIfAbsent(key, next);
    return known == null ? -1 : known;
  }
}
