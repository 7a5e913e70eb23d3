package io.cairn.guard.finding;

import io.cairn.guard.GuardStatus;
import io.cairn.guard.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The passes and failures of one clause, and where asked for, what failed: at most 100. */
public final class Tally {

  private static final int MAX_MISSES = 100;

  /** A result that failed, with the value it was compared with if there was one. */
  public record Miss(Hit left, @Nullable Hit right) {}

  private final List<Miss> misses = new ArrayList<>(0);
  private boolean collecting;
  private boolean passed;
  private boolean failed;
  private boolean nothing;

  /** Forgets all and starts anew. */
  public void restart(boolean collects) {
    collecting = collects;
    passed = false;
    failed = false;
    nothing = false;
    misses.clear();
  }

  /** Whether what failed is to be told. */
  public boolean collects() {
    return collecting;
  }

  /** Counts one result, or one pair of which the right side may be absent. */
  public void add(boolean passes, Hit left, @Nullable Hit right) {
    count(passes);
    if (!passes && misses.size() < MAX_MISSES) {
      misses.add(new Miss(left, right));
    }
  }

  /** Counts one pair of values that were found. */
  public void add(boolean passes, Value left, Value right) {
    count(passes);
    if (!passes && collecting && misses.size() < MAX_MISSES) {
      misses.add(new Miss(new Hit(left, null), new Hit(right, null)));
    }
  }

  /** Counts one result that needs no telling. */
  public void count(boolean passes) {
    passed |= passes;
    failed |= !passes;
  }

  /** One of the sides had no result at all. */
  public void nothingToJudge() {
    nothing = true;
  }

  /** Without pairs an AND passes and a {@code some} fails: an empty list has no element to fail. */
  public GuardStatus status(boolean some) {
    if (nothing) {
      return GuardStatus.SKIP;
    }
    return (some ? !passed : failed) ? GuardStatus.FAIL : GuardStatus.PASS;
  }

  public List<Miss> misses() {
    return misses;
  }
}
