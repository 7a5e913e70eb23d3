package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Function;

/** A call of a built-in function. */
record FunctionCode(Function function, OperandCode[] arguments) implements OperandCode {

  @Override
  public Results results(Run run, Scope scope) {
    var out = run.take();
    run.functions().call(this, scope, out);
    return out;
  }
}
