package io.cairn.eventstore.column;

import java.util.Arrays;
import java.util.List;

/**
 * The order of terms by their bytes. Six bytes behind what all terms share, and the place of the
 * term, make one number: numbers are sorted many times quicker than arrays, and only terms that are
 * equal so far are compared.
 */
final class TermOrder {
  private static final int KEY_BYTES = 6;
  private static final int PLACE_BITS = 16;
  private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

  private TermOrder() {}

  /** Places of the terms in ascending order; at most 65,536 terms, all different. */
  static int[] of(List<byte[]> terms) {
    int shared = shared(terms);
    long[] keys = new long[terms.size()];
    for (int i = 0; i < keys.length; i++) {
      // Unsigned order as signed numbers.
      keys[i] = (key(terms.get(i), shared) << PLACE_BITS | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (keys[i] & PLACE_MASK);
    }
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && keys[to] >>> PLACE_BITS == keys[from] >>> PLACE_BITS) {
        to++;
      }
      if (to - from > 1) {
        settle(terms, order, from, to);
      }
      from = to;
    }
    return order;
  }

  /** How many first bytes all terms have in common. */
  private static int shared(List<byte[]> terms) {
    if (terms.isEmpty()) {
      return 0;
    }
    byte[] first = terms.getFirst();
    int shared = first.length;
    for (byte[] term : terms) {
      int most = Math.min(shared, term.length);
      int mismatch = Arrays.mismatch(first, 0, most, term, 0, most);
      shared = mismatch < 0 ? most : mismatch;
    }
    return shared;
  }

  /** The bytes behind the shared ones, zeros where the term ends. */
  private static long key(byte[] term, int from) {
    long key = 0;
    for (int i = from; i < from + KEY_BYTES; i++) {
      key = key << Byte.SIZE | (i < term.length ? term[i] & 0xff : 0);
    }
    return key;
  }

  private static void settle(List<byte[]> terms, int[] order, int from, int to) {
    Integer[] places = new Integer[to - from];
    for (int i = from; i < to; i++) {
      places[i - from] = order[i];
    }
    Arrays.sort(places, (a, b) -> Arrays.compareUnsigned(terms.get(a), terms.get(b)));
    for (int i = from; i < to; i++) {
      order[i] = places[i - from];
    }
  }
}
