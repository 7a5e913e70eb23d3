package io.cairn.sigma.engine;

import org.jspecify.annotations.Nullable;

/** The keys met in objects at one place of events. Belongs to one thread; only ever grows. */
final class KnownObject {
  private static final KnownKey[] NONE = {};

  /** Keys that stood first, the last first. */
  @Nullable KnownKey first;

  @Nullable KnownKey firstButOne;

  private @Nullable KnownKey[] table = NONE;
  private int count;

  void startsWith(KnownKey key) {
    firstButOne = first;
    first = key;
  }

  /** The key of {@code size} bytes at {@code at}, or null where it was not met here yet. */
  @Nullable KnownKey find(byte[] in, int at, int size) {
    if (count == 0) {
      return null;
    }
    int slot = ByteWords.hash(in, at, at + size) & (table.length - 1);
    for (KnownKey key = table[slot]; key != null; key = table[slot]) {
      if (key.size == size && key.isAt(in, at)) {
        return key;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return null;
  }

  void add(KnownKey key) {
    if (++count * 2 > table.length) {
      grow();
    }
    put(key);
  }

  private void grow() {
    @Nullable KnownKey[] old = table;
    table = new KnownKey[Math.max(8, old.length * 4)];
    for (KnownKey key : old) {
      if (key != null) {
        put(key);
      }
    }
  }

  private void put(KnownKey key) {
    int slot = key.hash & (table.length - 1);
    while (table[slot] != null) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = key;
  }

  void clear() {
    first = null;
    firstButOne = null;
    table = NONE;
    count = 0;
  }
}
