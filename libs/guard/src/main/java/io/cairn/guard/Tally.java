package io.cairn.guard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The passes and failures of one clause, and where asked for, what failed. */
final class Tally {

  /** A result that failed, with the value it was compared with if there was one. */
  record Miss(Hit left, @Nullable Hit right) {}

  private final boolean collecting;
  private final List<Miss> misses = new ArrayList<>(0);
  private int passes;
  private int fails;
  private boolean nothing;

  Tally(boolean collecting) {
    this.collecting = collecting;
  }

  void add(boolean passed, Hit left, @Nullable Hit right) {
    if (passed) {
      passes++;
    } else {
      fails++;
      if (collecting && misses.size() < 100) {
        misses.add(new Miss(left, right));
      }
    }
  }

  /** One of the sides had no result at all. */
  void nothingToJudge() {
    nothing = true;
  }

  /** Without pairs an AND passes and a {@code some} fails: an empty list has no element to fail. */
  GuardStatus status(boolean some) {
    if (nothing) {
      return GuardStatus.SKIP;
    }
    boolean failed = some ? passes == 0 : fails > 0;
    return failed ? GuardStatus.FAIL : GuardStatus.PASS;
  }

  List<Miss> misses() {
    return misses;
  }
}
