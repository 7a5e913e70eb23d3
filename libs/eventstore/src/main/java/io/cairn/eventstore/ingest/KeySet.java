package io.cairn.eventstore.ingest;

/** A set of 128-bit numbers by open addressing, 16 bytes a slot; not thread-safe. */
final class KeySet {
  private static final int SMALL = 64;

  private long[] slots = new long[2 * SMALL];
  private int size;
  private boolean hasZero;

  /** Whether it was not there before. */
  boolean add(long high, long low) {
    if ((high | low) == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    int slot = find(high, low);
    if ((slots[slot] | slots[slot + 1]) != 0) {
      return false;
    }
    slots[slot] = high;
    slots[slot + 1] = low;
    if (++size * 3 > slots.length) {
      grow();
    }
    return true;
  }

  /** Whether it is there. */
  boolean contains(long high, long low) {
    if ((high | low) == 0) {
      return hasZero;
    }
    int slot = find(high, low);
    return (slots[slot] | slots[slot + 1]) != 0;
  }

  int size() {
    return size + (hasZero ? 1 : 0);
  }

  /** Memory it takes, in bytes. */
  long weight() {
    return slots.length * 8L + 64;
  }

  private int find(long high, long low) {
    int mask = slots.length - 2;
    long hash = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & mask;
    while ((slots[slot] | slots[slot + 1]) != 0
        && (slots[slot] != high || slots[slot + 1] != low)) {
      slot = slot + 2 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if ((old[i] | old[i + 1]) != 0) {
        int slot = find(old[i], old[i + 1]);
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }
}
