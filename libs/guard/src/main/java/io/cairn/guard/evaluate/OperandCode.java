package io.cairn.guard.evaluate;

/** The right side of a comparison, or an argument. */
sealed interface OperandCode permits LiteralCode, QueryCode, FunctionCode {

  /** The results in a scope; they are the run's until its mark, or nobody's to change. */
  Results results(Run run, Scope scope);
}
