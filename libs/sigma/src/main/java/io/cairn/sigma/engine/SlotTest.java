package io.cairn.sigma.engine;

import io.cairn.regex.Regex;
import io.cairn.sigma.expression.Address;
import io.cairn.sigma.expression.Network;
import io.cairn.sigma.expression.Numbers;
import io.cairn.sigma.expression.Operator.NumberCompare;
import io.cairn.sigma.expression.Operator.TimeCompare;
import io.cairn.sigma.expression.Timestamps;
import java.math.BigDecimal;
import java.time.LocalDateTime;

/** A predicate bound to its slot. Immutable; whatever varies by event is in the leaves. */
sealed interface SlotTest {
  int slot();

  boolean holds(Leaves leaves);

  /** A test that some single value satisfies. */
  sealed interface ValueTest extends SlotTest {
    boolean accepts(Leaves leaves, int leaf);

    @Override
    default boolean holds(Leaves leaves) {
      for (int leaf = leaves.first(slot()); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
        if (leaves.type(leaf) != Leaves.NULL && accepts(leaves, leaf)) {
          return true;
        }
      }
      return false;
    }
  }

  record Exists(int slot) implements SlotTest {
    @Override
    public boolean holds(Leaves leaves) {
      return leaves.isReached(slot);
    }
  }

  /** No value at all, or a null among them: empty arrays leave no value. */
  record IsNull(int slot) implements SlotTest {
    @Override
    public boolean holds(Leaves leaves) {
      int first = leaves.first(slot);
      for (int leaf = first; leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
        if (leaves.type(leaf) == Leaves.NULL) {
          return true;
        }
      }
      return first == Leaves.NONE;
    }
  }

  record Text(int slot, Glob glob, boolean cased) implements ValueTest {
    @Override
    public boolean accepts(Leaves leaves, int leaf) {
      if (cased) {
        int from = leaves.offset(leaf);
        return glob.matches(leaves.bytes(leaf), from, from + leaves.length(leaf));
      }
      byte[] folded = leaves.foldedBytes(leaf);
      int from = leaves.foldedOffset(leaf);
      return glob.matches(folded, from, from + leaves.foldedLength(leaf));
    }
  }

  record Search(int slot, Regex regex) implements ValueTest {
    @Override
    public boolean accepts(Leaves leaves, int leaf) {
      int from = leaves.offset(leaf);
      return regex.find(leaves.bytes(leaf), from, from + leaves.length(leaf));
    }
  }

  record Inside(int slot, Network network) implements ValueTest {
    private static final int MAX_ADDRESS = 45;

    @Override
    public boolean accepts(Leaves leaves, int leaf) {
      Address address = Address.parse(leaves.shortText(leaf, MAX_ADDRESS));
      return leaves.type(leaf) == Leaves.STRING && address != null && network.contains(address);
    }
  }

  record Compare(int slot, NumberCompare operator) implements ValueTest {
    @Override
    public boolean accepts(Leaves leaves, int leaf) {
      int type = leaves.type(leaf);
      if (type != Leaves.NUMBER && type != Leaves.STRING) {
        return false;
      }
      BigDecimal number = Numbers.parse(leaves.shortText(leaf, Numbers.MAX_LENGTH));
      return number != null && operator.comparison().accepts(number.compareTo(operator.bound()));
    }
  }

  record Time(int slot, TimeCompare operator) implements ValueTest {
    private static final int MAX_TIMESTAMP = 40;

    @Override
    public boolean accepts(Leaves leaves, int leaf) {
      LocalDateTime time = Timestamps.parse(leaves.shortText(leaf, MAX_TIMESTAMP));
      if (leaves.type(leaf) != Leaves.STRING || time == null) {
        return false;
      }
      BigDecimal part = BigDecimal.valueOf(operator.part().of(time));
      return operator.comparison().accepts(part.compareTo(operator.bound()));
    }
  }

  record Reference(FieldComparison comparison) implements ValueTest {
    @Override
    public int slot() {
      return comparison.slot();
    }

    @Override
    public boolean accepts(Leaves leaves, int leaf) {
      return comparison.accepts(leaves, leaf);
    }
  }
}
