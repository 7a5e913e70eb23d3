package io.cairn.sigma.engine;

import io.cairn.sigma.MalformedEventException;
import io.cairn.sigma.expression.Operator.Relation;
import java.util.Arrays;

/**
 * Two fields of one event against each other.
 *
 * @param slot whose text must hold the other's
 * @param other whose text is looked for
 * @param relation where it must stand
 * @param cased whether case counts
 */
record FieldComparison(int slot, int other, Relation relation, boolean cased) {
  /** Both sides together; an event past it is refused rather than compared for seconds. */
  private static final long MAX_PAIRS = 4_000_000;

  boolean accepts(Leaves leaves, int leaf) {
    long steps = 0;
    for (int each = leaves.first(other); each != Leaves.NONE; each = leaves.next(each)) {
      if (leaves.type(each) != Leaves.NULL && holds(leaves, leaf, each)) {
        return true;
      }
      steps++;
    }
    leaves.countPairs(steps);
    if (leaves.pairs() > MAX_PAIRS) {
      throw new MalformedEventException("two fields that a rule compares have too many values", 0);
    }
    return false;
  }

  private boolean holds(Leaves leaves, int whole, int part) {
    // Folding either may move the scratch buffer, so both are folded before either is read.
    leaves.foldedBytes(whole);
    leaves.foldedBytes(part);
    byte[] in = cased ? leaves.bytes(whole) : leaves.foldedBytes(whole);
    byte[] of = cased ? leaves.bytes(part) : leaves.foldedBytes(part);
    int from = cased ? leaves.offset(whole) : leaves.foldedOffset(whole);
    int to = from + (cased ? leaves.length(whole) : leaves.foldedLength(whole));
    int start = cased ? leaves.offset(part) : leaves.foldedOffset(part);
    int end = start + (cased ? leaves.length(part) : leaves.foldedLength(part));
    return holds(in, from, to, of, start, end);
  }

  private boolean holds(byte[] in, int from, int to, byte[] of, int start, int end) {
    int size = end - start;
    if (size > to - from) {
      return false;
    }
    return switch (relation) {
      case EQUAL -> Arrays.equals(in, from, to, of, start, end);
      case STARTS_WITH -> Arrays.equals(in, from, from + size, of, start, end);
      case ENDS_WITH -> Arrays.equals(in, to - size, to, of, start, end);
      case CONTAINS -> new Needle(Arrays.copyOfRange(of, start, end)).find(in, from, to) >= 0;
    };
  }
}
