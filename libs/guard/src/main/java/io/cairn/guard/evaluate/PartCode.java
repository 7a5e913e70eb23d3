package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Node.Binary;
import org.jspecify.annotations.Nullable;

/** One step of a path, compiled: names are interned, filters are code. */
sealed interface PartCode {

  record This() implements PartCode {}

  /**
   * A key.
   *
   * @param spellings the other spellings to look for, empty if keys are exact
   */
  record Key(String name, String[] spellings) implements PartCode {}

  record Index(int index, boolean written) implements PartCode {}

  record VariableKey(String variable) implements PartCode {}

  record AllValues() implements PartCode {}

  record AllIndices(@Nullable String capture) implements PartCode {}

  record KeysFilter(Binary operator, boolean negated, OperandCode right) implements PartCode {}

  record Filter(@Nullable String capture, GroupCode[] groups) implements PartCode {}
}
