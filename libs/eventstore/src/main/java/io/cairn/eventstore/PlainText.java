package io.cairn.eventstore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of a run of plain characters inside a JSON string, eight bytes at a time. */
final class PlainText {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private PlainText() {}

  /**
   * First index from {@code from} of a quote, a backslash, a control character or a byte beyond
   * ASCII; {@code end} when there is none.
   */
  static int end(byte[] bytes, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long special = special(word(bytes, at));
      if (special != 0) {
        return at + first(special);
      }
      at += Long.BYTES;
    }
    while (at < end) {
      byte b = bytes[at];
      if (b < ' ' || b == '"' || b == '\\') {
        return at;
      }
      at++;
    }
    return end;
  }

  static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Marks the bytes of a word that are not plain, and perhaps some above the lowest of them. */
  static long special(long word) {
    long special = zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES);
    return special | ((word - SPACES) & ~word & HIGHS) | (word & HIGHS);
  }

  /** Number of plain bytes below the lowest mark, which is right: a borrow only goes upwards. */
  static int first(long special) {
    return Long.numberOfTrailingZeros(special) >>> 3;
  }

  private static long zeroBytes(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}
