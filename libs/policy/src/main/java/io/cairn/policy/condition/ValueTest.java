package io.cairn.policy.condition;

import io.cairn.policy.match.Variables;
import io.cairn.policy.value.Operand;

/** Compares one request value with all values of a condition clause. */
@FunctionalInterface
interface ValueTest {

  /** What the comparison came to, before any negation. */
  enum Result {
    /** Some policy value is met. */
    MET,
    /** None is met. */
    NOT_MET,
    /** The request value is not of the operator's type: the test fails, negated or not. */
    UNREADABLE
  }

  Result test(Operand requested, Variables variables);

  /** Whether it can never hold: a negated operator has a policy value that is not of its type. */
  default boolean neverHolds() {
    return false;
  }

  static Result met(boolean met) {
    return met ? Result.MET : Result.NOT_MET;
  }
}
