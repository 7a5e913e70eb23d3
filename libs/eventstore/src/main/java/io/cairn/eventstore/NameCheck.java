package io.cairn.eventstore;

import java.util.Arrays;

/**
 * Tells whether a name occurs twice in one object, by 64-bit hashes. The names of the objects that
 * are open lie on a stack; 64 bits for each object tell most new names at once, and an object with
 * many names has a hash set. Not thread-safe.
 */
final class NameCheck {
  private static final int FEW = 48;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long[] masks;
  private final int[] starts;
  private final int[] serials;
  private final LongSet many = new LongSet();
  private long[] stack = new long[256];
  private int top;
  private int serial;

  /** For objects nested up to {@code depth} levels. */
  NameCheck(int depth) {
    masks = new long[depth + 2];
    starts = new int[depth + 2];
    serials = new int[depth + 2];
  }

  void clear() {
    top = 0;
    serial = 0;
    many.clear();
  }

  /** An object begins at this level. */
  void open(int depth) {
    masks[depth] = 0;
    starts[depth] = top;
    serials[depth] = ++serial;
  }

  /** The object at this level ends. */
  void close(int depth) {
    top = starts[depth];
  }

  /** Whether the object at this level did not have the name before. */
  boolean add(int depth, long hash) {
    int start = starts[depth];
    long bit = 1L << (hash >>> 58);
    boolean mayBeKnown = (masks[depth] & bit) != 0;
    masks[depth] |= bit;
    if (top - start >= FEW) {
      return addToMany(depth, hash);
    }
    if (mayBeKnown && isIn(start, hash)) {
      return false;
    }
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, top * 2);
    }
    stack[top++] = hash;
    return true;
  }

  private boolean isIn(int start, long hash) {
    for (int i = start; i < top; i++) {
      if (stack[i] == hash) {
        return true;
      }
    }
    return false;
  }

  private boolean addToMany(int depth, long hash) {
    return !isIn(starts[depth], hash) && many.add(mix(hash ^ serials[depth] * SPREAD));
  }

  private static long mix(long value) {
    long h = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    return h ^ (h >>> 33);
  }
}
