package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a built-in function.
 *
 * @param replacing what regex_replace does where that is written in the call
 */
record FunctionCode(Function function, OperandCode[] arguments, @Nullable Replacing replacing)
    implements OperandCode {

  static FunctionCode of(Function function, OperandCode[] arguments) {
    return new FunctionCode(function, arguments, Replacing.of(function, arguments));
  }

  @Override
  public Results results(Run run, Scope scope) {
    var out = run.take();
    run.functions().call(this, scope, out);
    return out;
  }
}
