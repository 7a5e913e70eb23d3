package io.cairn.sigma.parse;

import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.yaml.Position;

/**
 * A search identifier.
 *
 * @param name as the condition calls it
 * @param expression what it looks for
 * @param at where it is defined
 */
record Identifier(String name, Expression expression, Position at) {
  /** Identifiers that start with an underscore are left out of them and of patterns. */
  boolean isPrivate() {
    return name.startsWith("_");
  }
}
