package io.cairn.eventstore.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds dashes, where a UUID may be, and control bytes, eight bytes at a time. */
final class Dashes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long DASHES = ONES * '-';
  private static final long SPACES = ONES * ' ';

  private Dashes() {}

  /**
   * First index from {@code from} of a dash; the length when there is none; -1 when a byte below
   * 0x20 comes first.
   */
  static int next(byte[] bytes, int from) {
    int at = from;
    int end = bytes.length;
    while (at + Long.BYTES <= end) {
      long word = (long) LONG.get(bytes, at);
      long dash = word ^ DASHES;
      long special = ((dash - ONES) & ~dash) | ((word - SPACES) & ~word);
      special &= HIGHS;
      if (special != 0) {
        // A borrow can only mark bytes above a true one, so the lowest mark is right.
        int found = at + (Long.numberOfTrailingZeros(special) >>> 3);
        return bytes[found] == '-' ? found : -1;
      }
      at += Long.BYTES;
    }
    for (; at < end; at++) {
      byte b = bytes[at];
      if (b == '-') {
        return at;
      }
      if (b >= 0 && b < ' ') {
        return -1;
      }
    }
    return end;
  }
}
