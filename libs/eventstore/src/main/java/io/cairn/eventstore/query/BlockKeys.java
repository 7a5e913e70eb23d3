package io.cairn.eventstore.query;

import io.cairn.eventstore.codec.BigEndian;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.column.EventSet;
import org.jspecify.annotations.Nullable;

/** The keys of a block's events, with a small hash table to find one; thread-safe. */
final class BlockKeys {
  private final byte[] keys;
  private volatile char @Nullable [] table;

  BlockKeys(byte[] keys) {
    this.keys = keys;
  }

  byte[] bytes() {
    return keys;
  }

  int count() {
    return keys.length / EventKey.BYTES;
  }

  long high(int event) {
    return BigEndian.getLong(keys, event * EventKey.BYTES);
  }

  long low(int event) {
    return BigEndian.getLong(keys, event * EventKey.BYTES + 8);
  }

  EventKey key(int event) {
    return new EventKey(high(event), low(event));
  }

  /** The events that have this key. */
  EventSet with(EventKey key) {
    EventSet set = EventSet.none(count());
    char[] slots = table();
    int mask = slots.length - 1;
    for (int slot = slot(key.high(), key.low(), mask); slots[slot] != 0; slot = slot + 1 & mask) {
      int event = slots[slot] - 1;
      if (high(event) == key.high() && low(event) == key.low()) {
        set.add(event);
      }
    }
    return set;
  }

  private char[] table() {
    char[] known = table;
    if (known != null) {
      return known;
    }
    char[] slots = new char[Integer.highestOneBit(Math.max(2, count()) * 2) * 2];
    int mask = slots.length - 1;
    for (int event = 0; event < count(); event++) {
      int slot = slot(high(event), low(event), mask);
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = (char) (event + 1);
    }
    table = slots;
    return slots;
  }

  private static int slot(long high, long low, int mask) {
    return (int) (((high ^ low) * 0x9E3779B97F4A7C15L) >>> 40) & mask;
  }

  /** Memory it takes, in bytes. */
  int weight() {
    return keys.length + count() * 8 + 64;
  }
}
