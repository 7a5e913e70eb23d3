package io.cairn.eventstore.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One number for each event, in one byte each while all are below 256, else in two. */
sealed interface Codes {
  int size();

  int get(int event);

  /** Sets the bits of the events that have this code, bit 0 for event {@code from}. */
  void mark(int code, int from, int count, long[] bits);

  int weight();

  /** The narrowest form of these numbers. */
  static Codes of(char[] codes, int size, int greatest) {
    if (greatest > 255) {
      return new Wide(Arrays.copyOf(codes, size));
    }
    byte[] narrow = new byte[size];
    for (int i = 0; i < size; i++) {
      narrow[i] = (byte) codes[i];
    }
    return new Narrow(narrow);
  }

  /** One byte each. */
  final class Narrow implements Codes {
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;

    /** Moves the lowest bits of eight bytes side by side into the highest byte. */
    private static final long GATHER = 0x0102040810204080L;

    private final byte[] codes;

    Narrow(byte[] codes) {
      this.codes = codes;
    }

    byte[] bytes() {
      return codes;
    }

    @Override
    public int size() {
      return codes.length;
    }

    @Override
    public int get(int event) {
      return codes[event] & 0xff;
    }

    @Override
    public void mark(int code, int from, int count, long[] bits) {
      if (code > 255) {
        return;
      }
      long pattern = code * ONES;
      int i = 0;
      for (; i + 8 <= count; i += 8) {
        long different = (long) LONG.get(codes, from + i) ^ pattern;
        long equal = ~(((different & LOWS) + LOWS) | different | LOWS);
        if (equal != 0) {
          bits[i >>> 6] |= (((equal >>> 7) * GATHER) >>> 56) << i;
        }
      }
      for (; i < count; i++) {
        if ((codes[from + i] & 0xff) == code) {
          bits[i >>> 6] |= 1L << i;
        }
      }
    }

    @Override
    public int weight() {
      return codes.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Narrow that && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(codes);
    }
  }

  /** Two bytes each. */
  final class Wide implements Codes {
    private final char[] codes;

    Wide(char[] codes) {
      this.codes = codes;
    }

    @Override
    public int size() {
      return codes.length;
    }

    @Override
    public int get(int event) {
      return codes[event];
    }

    @Override
    public void mark(int code, int from, int count, long[] bits) {
      for (int start = 0; start < count; start += 64) {
        long word = 0;
        int end = Math.min(64, count - start);
        for (int i = 0; i < end; i++) {
          word |= (codes[from + start + i] == code ? 1L : 0L) << i;
        }
        bits[start >>> 6] |= word;
      }
    }

    @Override
    public int weight() {
      return codes.length * 2;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Wide that && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(codes);
    }
  }
}
