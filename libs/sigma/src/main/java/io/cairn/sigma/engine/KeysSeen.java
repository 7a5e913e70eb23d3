package io.cairn.sigma.engine;

import java.util.Arrays;

/** The named keys met in the objects that are open, to find one that stands twice. */
final class KeysSeen {
  private PathNode[] keys = new PathNode[64];
  private int count;

  int mark() {
    return count;
  }

  void release(int mark) {
    count = mark;
  }

  /** False where the key was met since the mark. */
  boolean add(PathNode key, int mark) {
    for (int i = mark; i < count; i++) {
      if (keys[i] == key) {
        return false;
      }
    }
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
    }
    keys[count++] = key;
    return true;
  }

  void clear() {
    count = 0;
  }
}
