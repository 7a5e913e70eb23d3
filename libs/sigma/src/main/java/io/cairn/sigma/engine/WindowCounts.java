package io.cairn.sigma.engine;

/**
 * How common runs of four bytes are in a sample of values, by a hash: to choose the part of a
 * literal that is looked for. Wrong counts cost time, never a match.
 */
final class WindowCounts {
  private static final int BITS = 14;

  private final int[] counts = new int[1 << BITS];

  void add(byte[] folded, int from, int to) {
    for (int at = from; at + Integer.BYTES <= to; at++) {
      counts[place(ByteWords.intAt(folded, at))]++;
    }
  }

  int count(int window) {
    return counts[place(window)];
  }

  private static int place(int window) {
    return (window * 0x9E3779B1) >>> (Integer.SIZE - BITS);
  }
}
