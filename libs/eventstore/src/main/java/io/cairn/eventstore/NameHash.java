package io.cairn.eventstore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash of bytes in 64 bits, eight at a time; no defence against chosen ones. It can be reckoned
 * while the bytes are scanned: {@link #START}, {@link #step} for each eight, {@link #end}.
 */
final class NameHash {
  static final long START = 0x243F6A8885A308D3L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private NameHash() {}

  static long of(byte[] bytes, int from, int to) {
    long hash = START;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = step(hash, (long) LONG.get(bytes, at));
    }
    return end(hash, word(bytes, at), to - at);
  }

  /** The eight bytes at {@code at}, little end first; zeros stand for those behind the array. */
  private static long word(byte[] bytes, int at) {
    if (at + Long.BYTES <= bytes.length) {
      return (long) LONG.get(bytes, at);
    }
    long word = 0;
    for (int i = bytes.length - 1; i >= at; i--) {
      word = word << Byte.SIZE | (bytes[i] & 0xff);
    }
    return word;
  }

  /** The hash with eight bytes more. */
  static long step(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ (product >>> 29);
  }

  /** The hash with the last {@code count} bytes of {@code word}, 0 to 7. */
  static long end(long hash, long word, int count) {
    long rest = word & ((1L << (count * Byte.SIZE)) - 1);
    long last = step(hash, rest ^ ((long) count << 56));
    return step(last, last >>> 32);
  }
}
