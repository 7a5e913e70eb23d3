package io.cairn.eventstore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same value again for bytes it saw lately: most values of a record repeat, and making
 * one costs more than scanning it. The bytes lie side by side, so that a look-up touches few lines
 * of memory. Never wrong: what is found is compared whole. Not thread-safe.
 */
final class BytesCache<V> {
  private final int maxBytes;
  private final int mask;
  private final byte[] kept;
  private final int[] lengths;
  private final @Nullable Object[] values;

  /** Makes the value of bytes that are not known. */
  interface Maker<V> {
    V make(byte[] bytes, int from, int to);
  }

  /** A cache of up to {@code slots} values, a power of two, of at most {@code maxBytes} each. */
  BytesCache(int slots, int maxBytes) {
    this.maxBytes = maxBytes;
    this.mask = slots - 1;
    this.kept = new byte[slots * maxBytes];
    this.lengths = new int[slots];
    this.values = new @Nullable Object[slots];
  }

  /** The value of these bytes, whose hash is {@link NameHash#of}. */
  @SuppressWarnings("unchecked") // only values of V are put in
  V get(byte[] bytes, int from, int to, long hash, Maker<V> maker) {
    int length = to - from;
    if (length > maxBytes) {
      return maker.make(bytes, from, to);
    }
    int slot = (int) (hash >>> 40) & mask;
    int at = slot * maxBytes;
    Object known = values[slot];
    if (known != null
        && lengths[slot] == length
        && Arrays.equals(kept, at, at + length, bytes, from, to)) {
      return (V) known;
    }
    V made = maker.make(bytes, from, to);
    System.arraycopy(bytes, from, kept, at, length);
    lengths[slot] = length;
    values[slot] = made;
    return made;
  }
}
