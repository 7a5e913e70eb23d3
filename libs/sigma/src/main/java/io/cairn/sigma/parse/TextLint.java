package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.Numbers;
import io.cairn.sigma.expression.SigmaText;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.util.stream.IntStream;

/** Warnings about single strings. */
final class TextLint {
  private TextLint() {}

  /** For strings without modifiers. */
  static void check(Scalar value, SigmaText text, Report report) {
    if (value.value() instanceof String string && Numbers.parse(string) != null) {
      report.add(
          DiagnosticCode.NUMBER_QUOTED,
          value.at(),
          "a number in quotes: it matches the same without them");
    }
    if (IntStream.range(1, text.size()).anyMatch(i -> isAny(text, i) && isAny(text, i - 1))) {
      report.add(DiagnosticCode.WILDCARD_DOUBLE, value.at(), "two stars in a row mean one");
      return;
    }
    if (text.size() == 1 && isAny(text, 0)) {
      report.add(
          DiagnosticCode.WILDCARD_ALONE,
          value.at(),
          "a lone star: exists: true says whether the key is there");
      return;
    }
    boolean before = text.size() > 0 && isAny(text, 0);
    boolean after = text.size() > 0 && isAny(text, text.size() - 1);
    if ((before || after) && !hasWildcards(text, before ? 1 : 0, text.size() - (after ? 1 : 0))) {
      String modifier = before && after ? "contains" : before ? "endswith" : "startswith";
      report.add(DiagnosticCode.WILDCARD_FOR_MODIFIER, value.at(), "write this as " + modifier);
    }
  }

  static void checkCharacters(Scalar value, String text, Report report) {
    if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
      report.add(
          DiagnosticCode.CONTROL_CHARACTER,
          value.at(),
          "a control character, which no value seems to need");
    }
  }

  private static boolean isAny(SigmaText text, int at) {
    return text.at(at) == SigmaText.ANY;
  }

  private static boolean hasWildcards(SigmaText text, int from, int to) {
    return IntStream.range(from, to).anyMatch(i -> text.at(i) < 0);
  }
}
