package io.cairn.guard.value;

import java.util.IdentityHashMap;

/**
 * The keys of a map as a value holds them: an array that is searched from its start, or for many
 * keys the array with an index, so that one look-up stays cheap however large the map is.
 */
final class MapKeys {

  private static final int INDEXED_FROM = 48;

  private record Large(String[] keys, IdentityHashMap<String, Integer> places) {}

  private MapKeys() {}

  static Object content(String[] keys) {
    if (keys.length < INDEXED_FROM) {
      return keys;
    }
    var places = new IdentityHashMap<String, Integer>(keys.length * 2);
    for (int i = 0; i < keys.length; i++) {
      places.put(keys[i], i);
    }
    return new Large(keys, places);
  }

  static String[] keys(Object content) {
    return content instanceof Large large ? large.keys : (String[]) content;
  }

  @SuppressWarnings("ReferenceEquality") // keys are interned
  static int place(Object content, String key) {
    if (content instanceof String[] keys) {
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] == key) {
          return i;
        }
      }
      return -1;
    }
    return ((Large) content).places.getOrDefault(key, -1);
  }
}
