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

  private record Entry(byte[] utf8, String key) {}

  private static final @Nullable Entry[] TABLE = new Entry[SLOTS];

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
    int slot = slot(bytes, from, length);
    for (int i = slot; i < slot + PROBES; i++) {
      var entry = TABLE[i & (SLOTS - 1)];
      if (entry == null) {
        return remembered(i, bytes, from, to);
      }
      if (spells(entry, bytes, from, to)) {
        return entry.key;
      }
    }
    return remembered(slot + length % PROBES, bytes, from, to);
  }

  /** A race at worst forgets an entry, which is then made again. */
  private static String remembered(int slot, byte[] bytes, int from, int to) {
    var key = decoded(bytes, from, to);
    TABLE[slot & (SLOTS - 1)] = new Entry(Arrays.copyOfRange(bytes, from, to), key);
    return key;
  }

  private static boolean spells(Entry entry, byte[] bytes, int from, int to) {
    return Arrays.equals(entry.utf8, 0, entry.utf8.length, bytes, from, to);
  }

  private static String decoded(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII).intern();
  }

  /** From the first and the last eight bytes and the length. */
  private static int slot(byte[] bytes, int from, int length) {
    long head;
    long tail;
    if (length >= 8) {
      head = (long) WORD.get(bytes, from);
      tail = (long) WORD.get(bytes, from + length - 8);
    } else {
      head = 0;
      for (int i = 0; i < length; i++) {
        head = head << 8 | bytes[from + i];
      }
      tail = head;
    }
    long mixed = (head * 0x9E3779B97F4A7C15L) ^ (tail + length) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 40) & (SLOTS - 1);
  }
}
