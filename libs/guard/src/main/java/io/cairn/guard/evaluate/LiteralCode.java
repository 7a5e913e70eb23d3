package io.cairn.guard.evaluate;

import io.cairn.guard.value.Value;

/** A literal written in a clause. */
record LiteralCode(Value value, Results results) implements OperandCode {

  static LiteralCode of(Value value) {
    return new LiteralCode(value, Results.literal(value));
  }

  @Override
  public Results results(Run run, Scope scope) {
    return results;
  }
}
