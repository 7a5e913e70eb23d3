package io.cairn.sigma.expression;

import java.util.List;

/**
 * A detection with its condition applied: two-valued logic over tests. Parts may be shared between
 * branches.
 */
public sealed interface Expression {
  /**
   * True when the predicate holds.
   *
   * @param predicate the test
   */
  record Test(Predicate predicate) implements Expression {}

  /**
   * True when the operand is not.
   *
   * @param operand what is negated
   */
  record Not(Expression operand) implements Expression {}

  /**
   * True when all are.
   *
   * @param operands one or more
   */
  record And(List<Expression> operands) implements Expression {}

  /**
   * True when any is.
   *
   * @param operands one or more
   */
  record Or(List<Expression> operands) implements Expression {}

  /** AND of one or more, without a wrapper around a single one. */
  static Expression and(List<Expression> operands) {
    return operands.size() == 1 ? operands.getFirst() : new And(List.copyOf(operands));
  }

  /** OR of one or more, without a wrapper around a single one. */
  static Expression or(List<Expression> operands) {
    return operands.size() == 1 ? operands.getFirst() : new Or(List.copyOf(operands));
  }
}
