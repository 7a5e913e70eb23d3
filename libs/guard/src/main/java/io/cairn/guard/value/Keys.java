package io.cairn.guard.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One {@code String} object per key over the whole process, so that a key is found in a map by
 * identity. The objects are the platform's interned strings; before them stands a table of bounded
 * size, read and written without locks, that knows the keys by their bytes.
 */
public final class Keys {

  private static final int SLOTS = 16_384;
  private static final int PROBES = 8;
  private static final int LONGEST = 64;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * A key that was met; one of at most 16 bytes is told by its first and last eight alone.
   *
   * @param rest its bytes if it is longer
   */
  private record Entry(long head, long tail, int length, byte[] rest, String key) {

    boolean spells(long first, long last, byte[] bytes, int from, int to) {
      return head == first
          && tail == last
          && length == to - from
          && (length <= 16 || Arrays.equals(rest, 0, length, bytes, from, to));
    }
  }

  private static final @Nullable Entry[] TABLE = new Entry[SLOTS];
  private static final byte[] SHORT = {};

  private Keys() {}

  /** The one object for a key. */
  public static String of(String key) {
    return key.intern();
  }

  /** The one object for the key that some ASCII bytes spell. */
  static String of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST || length == 0) {
      return decoded(bytes, from, to);
    }
    long head = head(bytes, from, length);
    long tail = length < 8 ? head : (long) WORD.get(bytes, to - 8);
    int slot = slot(head, tail, length);
    for (int i = slot; i < slot + PROBES; i++) {
      var entry = TABLE[i & (SLOTS - 1)];
      if (entry == null) {
        return remembered(i, head, tail, bytes, from, to);
      }
      if (entry.spells(head, tail, bytes, from, to)) {
        return entry.key;
      }
    }
    return remembered(slot + length % PROBES, head, tail, bytes, from, to);
  }

  /** A race at worst forgets an entry, which is then made again. */
  private static String remembered(int slot, long head, long tail, byte[] bytes, int from, int to) {
    var key = decoded(bytes, from, to);
    var rest = to - from <= 16 ? SHORT : Arrays.copyOfRange(bytes, from, to);
    TABLE[slot & (SLOTS - 1)] = new Entry(head, tail, to - from, rest, key);
    return key;
  }

  private static long head(byte[] bytes, int from, int length) {
    if (length >= 8) {
      return (long) WORD.get(bytes, from);
    }
    if (from + 8 <= bytes.length) {
      return (long) WORD.get(bytes, from) & ((1L << (length * 8)) - 1);
    }
    long head = 0;
    for (int i = length - 1; i >= 0; i--) {
      head = head << 8 | (bytes[from + i] & 0xff);
    }
    return head;
  }

  private static String decoded(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII).intern();
  }

  private static int slot(long head, long tail, int length) {
    long mixed = (head * 0x9E3779B97F4A7C15L) ^ (tail + length) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 40) & (SLOTS - 1);
  }
}
