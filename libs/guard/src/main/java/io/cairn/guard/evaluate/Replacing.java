package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.pattern.GuardPattern;
import io.cairn.guard.pattern.Replacement;
import io.cairn.guard.syntax.Function;
import io.cairn.guard.value.Kind;
import org.jspecify.annotations.Nullable;

/** What regex_replace looks for and puts in its place. */
record Replacing(GuardPattern pattern, Replacement replacement) {

  /** Of a call whose pattern and replacement are written in it; null for every other call. */
  static @Nullable Replacing of(Function function, OperandCode[] arguments) {
    if (function == Function.REGEX_REPLACE
        && arguments[1] instanceof LiteralCode source
        && source.value().is(Kind.STRING)
        && arguments[2] instanceof LiteralCode replacement
        && replacement.value().is(Kind.STRING)) {
      try {
        return new Replacing(
            GuardPattern.compile(source.value().string()),
            Replacement.parse(replacement.value().string()));
      } catch (IllegalArgumentException invalid) {
        // The pattern is a text like any other until the call is made; then it is an error.
        return null;
      }
    }
    return null;
  }

  /** Of texts that were found. */
  static Replacing of(String source, String replacement) {
    try {
      return new Replacing(GuardPattern.compile(source), Replacement.parse(replacement));
    } catch (IllegalArgumentException invalid) {
      throw GuardEvaluationException.of(
          "the pattern of regex_replace is not valid: " + invalid.getMessage());
    }
  }
}
