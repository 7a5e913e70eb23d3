package io.cairn.guard;

import io.cairn.guard.GuardValue.Kind;

/** The unary operators on one result. */
final class UnaryTests {

  private UnaryTests() {}

  /** Whether the test holds; {@code forResults} asks only if the result is there at all. */
  static boolean holds(Node.Unary operator, Hit hit, boolean forResults) {
    if (operator == Node.Unary.EMPTY) {
      return !hit.found() || (forResults ? hit.value().is(Kind.NULL) : isEmpty(hit.value()));
    }
    if (!hit.found()) {
      return false;
    }
    return switch (operator) {
      case EXISTS -> true;
      case EMPTY -> throw new IllegalStateException("handled above");
      case IS_STRING -> hit.value().is(Kind.STRING);
      case IS_LIST -> hit.value().is(Kind.LIST);
      case IS_STRUCT -> hit.value().is(Kind.MAP);
      case IS_BOOL -> hit.value().is(Kind.BOOL);
      case IS_INT -> hit.value().is(Kind.INT);
      case IS_FLOAT -> hit.value().is(Kind.FLOAT);
      case IS_NULL -> hit.value().is(Kind.NULL);
    };
  }

  private static boolean isEmpty(GuardValue value) {
    return switch (value.kind()) {
      case LIST, MAP -> value.size() == 0;
      case STRING -> value.string().isEmpty();
      case BOOL -> false;
      default ->
          throw GuardEvaluationException.of(
              "empty does not apply to %s: it is %s".formatted(value.kind().words(), value));
    };
  }
}
