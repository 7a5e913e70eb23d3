package io.cairn.sigma.engine;

import io.cairn.regex.Utf8;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a whole folded value among literals, most often by its length alone that it is none. */
final class EqualityTable {
  private final int[] hashes;
  private final byte[][] literals;
  private final @Nullable Target[] targets;
  private final long lengths;

  EqualityTable(Map<String, Target> byLiteral) {
    int capacity = Math.max(4, Integer.highestOneBit(Math.max(1, byLiteral.size())) * 4);
    hashes = new int[capacity];
    literals = new byte[capacity][];
    targets = new Target[capacity];
    long seen = 0;
    for (Map.Entry<String, Target> entry : byLiteral.entrySet()) {
      byte[] literal = Utf8.encode(entry.getKey());
      seen |= lengthBit(literal.length);
      int hash = ByteWords.hash(literal, 0, literal.length);
      int at = hash & (capacity - 1);
      while (targets[at] != null) {
        at = (at + 1) & (capacity - 1);
      }
      hashes[at] = hash;
      literals[at] = literal;
      targets[at] = entry.getValue();
    }
    lengths = seen;
  }

  private static long lengthBit(int length) {
    return 1L << Math.min(length, 63);
  }

  /** False where no literal has this many bytes. */
  boolean mayHave(int length) {
    return (lengths & lengthBit(length)) != 0;
  }

  @Nullable Target find(byte[] folded, int from, int to) {
    if (!mayHave(to - from)) {
      return null;
    }
    int hash = ByteWords.hash(folded, from, to);
    int at = hash & (targets.length - 1);
    for (Target target = targets[at]; target != null; target = targets[at]) {
      if (hashes[at] == hash
          && Arrays.equals(literals[at], 0, literals[at].length, folded, from, to)) {
        return target;
      }
      at = (at + 1) & (targets.length - 1);
    }
    return null;
  }
}
