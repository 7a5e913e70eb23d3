package io.cairn.sigma.engine;

import java.util.Arrays;

/** A literal to look for in bytes, in time linear in the bytes whatever the literal is. */
final class Needle {
  private final byte[] bytes;

  /** For each length of a partial match, how much of it is also a start (Knuth, Morris, Pratt). */
  private final int[] fallback;

  Needle(byte[] bytes) {
    this.bytes = bytes;
    this.fallback = new int[bytes.length + 1];
    int matched = 0;
    for (int i = 1; i < bytes.length; i++) {
      while (matched > 0 && bytes[i] != bytes[matched]) {
        matched = fallback[matched];
      }
      matched += bytes[i] == bytes[matched] ? 1 : 0;
      fallback[i + 1] = matched;
    }
  }

  int length() {
    return bytes.length;
  }

  /** The index behind the first occurrence, or -1. */
  int find(byte[] in, int from, int to) {
    if (bytes.length == 0) {
      return from;
    }
    int matched = 0;
    for (int i = from; i < to; i++) {
      while (matched > 0 && in[i] != bytes[matched]) {
        matched = fallback[matched];
      }
      if (in[i] == bytes[matched] && ++matched == bytes.length) {
        return i + 1;
      }
    }
    return -1;
  }

  boolean isAt(byte[] in, int from, int to) {
    return to - from >= bytes.length
        && Arrays.equals(bytes, 0, bytes.length, in, from, from + bytes.length);
  }

  boolean isWhole(byte[] in, int from, int to) {
    return to - from == bytes.length && isAt(in, from, to);
  }
}
