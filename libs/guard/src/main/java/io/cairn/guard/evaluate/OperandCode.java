package io.cairn.guard.evaluate;

import io.cairn.guard.value.Value;

/** The right side of a comparison, or an argument. */
sealed interface OperandCode permits LiteralCode, QueryCode, FunctionCode {

  /** The results in a scope; they are the run's until its mark, or nobody's to change. */
  Results results(Run run, Scope scope);
}

/** A literal with its text as bytes, so that documents need not decode theirs. */
record LiteralCode(Value value, Results results) implements OperandCode {

  static LiteralCode of(Value value) {
    return new LiteralCode(value, Results.literal(value));
  }

  @Override
  public Results results(Run run, Scope scope) {
    return results;
  }
}
