package io.cairn.guard.evaluate;

import io.cairn.guard.limit.Steps;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.util.Arrays;

/**
 * The comparisons of two values. There are two equalities: the one of {@code ==} knows pairs that
 * do not compare at all, the one of membership takes those as unequal and the same object as equal.
 */
final class Equality {

  /** The answer of a comparison; {@code NEITHER} fails an operator and its inversion alike. */
  enum Answer {
    YES,
    NO,
    NEITHER;

    static Answer of(boolean yes) {
      return yes ? YES : NO;
    }

    /** Whether the operator, inverted or not, passes. */
    boolean passes(boolean negated) {
      return this != NEITHER && (this == YES) != negated;
    }
  }

  /** Where {@link #order} has no answer. */
  static final int NO_ORDER = Integer.MIN_VALUE;

  private final Steps steps;
  private boolean metUnknown;

  Equality(Steps steps) {
    this.steps = steps;
  }

  void forget() {
    metUnknown = false;
  }

  /** Whether a comparison met a part that was not recorded, however deep. */
  boolean metUnknown() {
    return metUnknown;
  }

  Answer equal(Value left, Value right) {
    steps.spend(1);
    if (right.is(Kind.RANGE) && right.range().comparesWith(left)) {
      return Answer.of(right.range().holds(left));
    }
    if (left.is(Kind.STRING) && right.is(Kind.REGEX)) {
      return Answer.of(right.pattern().find(left, steps));
    }
    if (left.is(Kind.REGEX) && right.is(Kind.STRING)) {
      return Answer.of(left.pattern().find(right, steps));
    }
    if (left.kind() != right.kind()) {
      noteUnknown(left, right);
      return Answer.NEITHER;
    }
    return switch (left.kind()) {
      case BOOL -> Answer.of(left.asBoolean() == right.asBoolean());
      case REGEX -> Answer.of(left.pattern().source().equals(right.pattern().source()));
      case LIST -> lists(left, right);
      case MAP -> maps(left, right);
      case STRING -> Answer.of(sameText(left, right));
      case NULL, INT, FLOAT, CHAR -> {
        int order = order(left, right);
        yield order == NO_ORDER ? Answer.NEITHER : Answer.of(order == 0);
      }
      case RANGE, NOTHING, UNKNOWN -> {
        noteUnknown(left, right);
        yield Answer.NEITHER;
      }
    };
  }

  private void noteUnknown(Value left, Value right) {
    metUnknown |= left.is(Kind.UNKNOWN) || right.is(Kind.UNKNOWN);
  }

  private boolean sameText(Value left, Value right) {
    steps.spend(Math.min(left.textLength(), right.textLength()) / 64);
    if (left.isUtf8() && right.isUtf8()) {
      return Arrays.equals(
          left.utf8(),
          left.utf8From(),
          left.utf8To(),
          right.utf8(),
          right.utf8From(),
          right.utf8To());
    }
    return left.string().equals(right.string());
  }

  private Answer lists(Value left, Value right) {
    if (left.size() != right.size()) {
      return Answer.NO;
    }
    for (int i = 0; i < left.size(); i++) {
      var answer = equal(left.child(i), right.child(i));
      if (answer != Answer.YES) {
        return answer;
      }
    }
    return Answer.YES;
  }

  private Answer maps(Value left, Value right) {
    if (left.size() != right.size()) {
      return Answer.NO;
    }
    for (int i = 0; i < left.size(); i++) {
      var other = right.get(left.key(i));
      var answer = other == null ? Answer.NO : equal(left.child(i), other);
      if (answer != Answer.YES) {
        return answer;
      }
    }
    return Answer.YES;
  }

  /** The equality of membership. */
  boolean same(Value left, Value right) {
    if (left == right) {
      steps.spend(1);
      return true;
    }
    if (left.is(Kind.RANGE) || right.is(Kind.RANGE)) {
      steps.spend(1);
      return false;
    }
    if (left.is(Kind.LIST) && right.is(Kind.LIST)) {
      return sameLists(left, right);
    }
    if (left.is(Kind.MAP) && right.is(Kind.MAP)) {
      return sameMaps(left, right);
    }
    return equal(left, right) == Answer.YES;
  }

  private boolean sameLists(Value left, Value right) {
    steps.spend(1);
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.child(i), right.child(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameMaps(Value left, Value right) {
    steps.spend(1);
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      var other = right.get(left.key(i));
      if (other == null || !same(left.child(i), other)) {
        return false;
      }
    }
    return true;
  }

  /** Negative, zero or positive, or {@link #NO_ORDER} if the two have no common order. */
  int order(Value left, Value right) {
    steps.spend(1);
    if (left.kind() != right.kind()) {
      noteUnknown(left, right);
      return NO_ORDER;
    }
    return switch (left.kind()) {
      case NULL -> 0;
      case INT, CHAR -> Long.compare(left.asLong(), right.asLong());
      case FLOAT -> floats(left.asDouble(), right.asDouble());
      case STRING -> codePoints(left.string(), right.string());
      case BOOL, LIST, MAP, REGEX, RANGE, NOTHING, UNKNOWN -> {
        noteUnknown(left, right);
        yield NO_ORDER;
      }
    };
  }

  private static int floats(double left, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return NO_ORDER;
    }
    // Not Double.compare: minus zero equals zero.
    return left < right ? -1 : left > right ? 1 : 0;
  }

  private int codePoints(String left, String right) {
    int length = Math.min(left.length(), right.length());
    steps.spend(length / 64);
    for (int i = 0; i < length; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean bothSurrogate = Character.isSurrogate(l) == Character.isSurrogate(r);
        return bothSurrogate ? Character.compare(l, r) : Character.isSurrogate(l) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
