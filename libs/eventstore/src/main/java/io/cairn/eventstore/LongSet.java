package io.cairn.eventstore;

import java.util.Arrays;

/** A set of longs by open addressing that is cheap to clear; not thread-safe. */
final class LongSet {
  private static final int SMALL = 256;
  private static final int KEEP = 8_192;

  private long[] table = new long[SMALL];
  private int size;

  void clear() {
    if (table.length > KEEP) {
      table = new long[SMALL];
    } else if (size > 0) {
      Arrays.fill(table, 0);
    }
    size = 0;
  }

  /** Whether {@code value} was not in the set before. */
  boolean add(long value) {
    long key = value == 0 ? 1 : value;
    if (!insert(key)) {
      return false;
    }
    if (++size * 2 > table.length) {
      grow();
    }
    return true;
  }

  private boolean insert(long key) {
    int mask = table.length - 1;
    int slot = (int) key & mask;
    while (table[slot] != 0) {
      if (table[slot] == key) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = key;
    return true;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (long key : old) {
      if (key != 0) {
        insert(key);
      }
    }
  }
}
