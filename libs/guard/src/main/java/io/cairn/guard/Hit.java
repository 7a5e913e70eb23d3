package io.cairn.guard;

import org.jspecify.annotations.Nullable;

/**
 * One result of a query: a value that was found, a literal, or the value where the path stopped
 * with what was missing from there on.
 */
record Hit(Tag tag, GuardValue value, @Nullable String missing) {

  enum Tag {
    RESOLVED,
    LITERAL,
    UNRESOLVED
  }

  static Hit resolved(GuardValue value) {
    return new Hit(Tag.RESOLVED, value, null);
  }

  static Hit literal(GuardValue value) {
    return new Hit(Tag.LITERAL, value, null);
  }

  static Hit unresolved(GuardValue stoppedAt, String missing) {
    return new Hit(Tag.UNRESOLVED, stoppedAt, missing);
  }

  boolean found() {
    return tag != Tag.UNRESOLVED;
  }

  boolean isLiteral() {
    return tag == Tag.LITERAL;
  }
}
