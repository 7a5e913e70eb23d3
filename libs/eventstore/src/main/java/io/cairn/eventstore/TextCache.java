package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same String again for bytes it saw lately: names and most values of a record repeat,
 * and making a String costs more than scanning it. At most 4,096 texts of up to 96 bytes; not
 * thread-safe.
 */
final class TextCache {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final int SLOTS = 4_096;
  private static final int MAX_BYTES = 96;

  private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

  private record Entry(byte[] utf8, String text) {}

  /** The text of these UTF-8 bytes, whose hash is {@link #hash}. */
  String text(byte[] bytes, int from, int to, long hash) {
    if (to - from > MAX_BYTES) {
      return new String(bytes, from, to - from, UTF_8);
    }
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    Entry entry = entries[slot];
    if (entry == null || !Arrays.equals(entry.utf8(), 0, entry.utf8().length, bytes, from, to)) {
      entry =
          new Entry(Arrays.copyOfRange(bytes, from, to), new String(bytes, from, to - from, UTF_8));
      entries[slot] = entry;
    }
    return entry.text();
  }

  /** A hash of bytes, eight at a time; no defence against chosen ones. */
  static long hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONG.get(bytes, at));
    }
    if (at < to) {
      long last = 0;
      for (int i = to - 1; i >= at; i--) {
        last = last << 8 | (bytes[i] & 0xff);
      }
      hash = mix(hash ^ last);
    }
    return hash;
  }

  private static long mix(long value) {
    long product = value * MULTIPLIER;
    return product ^ (product >>> 29);
  }
}
