package io.cairn.sigma.engine;

import java.util.List;

/**
 * A rule's logic over numbered predicates. Immutable; evaluation stops as soon as the answer is
 * known.
 */
sealed interface Node {
  boolean holds(Evaluation evaluation);

  record Test(int predicate) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      return evaluation.holds(predicate);
    }
  }

  record Not(Node operand) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      return !operand.holds(evaluation);
    }
  }

  record And(List<Node> operands) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      for (int i = 0; i < operands.size(); i++) {
        if (!operands.get(i).holds(evaluation)) {
          return false;
        }
      }
      return true;
    }
  }

  record Or(List<Node> operands) implements Node {
    @Override
    public boolean holds(Evaluation evaluation) {
      for (int i = 0; i < operands.size(); i++) {
        if (operands.get(i).holds(evaluation)) {
          return true;
        }
      }
      return false;
    }
  }
}
