package io.cairn.sigma.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time in plain longs; the first byte is the lowest. */
final class ByteWords {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final long ONES = 0x0101010101010101L;
  static final long HIGH_BITS = ONES << 7;
  private static final long LOW_BITS = ~HIGH_BITS;

  private ByteWords() {}

  static long longAt(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static int intAt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static void put(byte[] bytes, int at, long word) {
    LONGS.set(bytes, at, word);
  }

  /**
   * High bits at quotes, backslashes, control characters and bytes beyond ASCII; right for the
   * first of them, while behind it a borrow may flag more.
   */
  static long special(long word) {
    long quoteOrControl = word ^ ONES * 2; // a quote turns into a space, and no other into less
    long backslash = word ^ ONES * '\\';
    return (((quoteOrControl - ONES * 0x21) & ~quoteOrControl)
            | ((backslash - ONES) & ~backslash)
            | word)
        & HIGH_BITS;
  }

  /** Eight bytes with A to Z made small and all others as they are. */
  static long fold(long word) {
    long low = word & LOW_BITS;
    long fromA = low + ONES * (0x80 - 'A');
    long beyondZ = low + ONES * (0x7F - 'Z');
    return word | (((fromA ^ beyondZ) & ~word & HIGH_BITS) >>> 2);
  }

  /** Over all bytes, eight at a time; both ends overlap where the length is odd. */
  static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ longAt(bytes, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    long rest = 0;
    for (int shift = 0; at < to; at++, shift += 8) {
      rest |= (bytes[at] & 0xFFL) << shift;
    }
    hash = (hash ^ rest) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32);
  }
}
