package io.cairn.sigma.engine;

/**
 * A rule's logic over numbered tests. Immutable; evaluation stops as soon as the answer is known.
 */
sealed interface Node {
  boolean holds(Evaluation evaluation);

  /** How many tests there are with every use of a shared part counted, at most a billion. */
  int steps();

  /** A test by its number. */
  record Test(int test) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      return evaluation.holds(test);
    }

    @Override
    public int steps() {
      return 1;
    }
  }

  /** True when the operand is not. */
  record Not(Node operand) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      return !operand.holds(evaluation);
    }

    @Override
    public int steps() {
      return operand.steps();
    }
  }

  /** True when all are. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, read in the innermost loop
  record And(Node[] operands, int steps) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      for (Node operand : operands) {
        if (!operand.holds(evaluation)) {
          return false;
        }
      }
      return true;
    }
  }

  /** True when any is. */
  @SuppressWarnings("ArrayRecordComponent")
  record Or(Node[] operands, int steps) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      for (Node operand : operands) {
        if (operand.holds(evaluation)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The steps of all, which may share parts many times over. */
  static int steps(Node[] operands) {
    long sum = 0;
    for (Node operand : operands) {
      sum += operand.steps();
    }
    return (int) Math.min(sum, 1_000_000_000);
  }
}
