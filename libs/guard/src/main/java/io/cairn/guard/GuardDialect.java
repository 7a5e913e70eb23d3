package io.cairn.guard;

/**
 * The edition of the language that a text is written in. AWS Config's custom policies say {@code
 * guard-2.x.x}; everything else is the 3.x line.
 */
public enum GuardDialect {
  /** No functions, no {@code is_null}, no {@code is_float}: each is a syntax error that says so. */
  V2,
  /** The whole language. */
  V3
}
