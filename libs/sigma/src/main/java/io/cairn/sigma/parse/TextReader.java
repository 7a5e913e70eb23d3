package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.Expression.Test;
import io.cairn.sigma.expression.Operator.TextMatch;
import io.cairn.sigma.expression.Predicate;
import io.cairn.sigma.expression.SigmaText;
import io.cairn.sigma.parse.Encodings.Refused;
import io.cairn.sigma.parse.Modifier.Kind;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a test of one string: reads its wildcards, applies its modifiers from left to right, lints.
 */
final class TextReader {
  private static final int MAX_LENGTH = 65_536;
  private static final int MAX_LENGTH_WITH_SINGLES = 500;

  private final ItemKey item;
  private final Report report;

  TextReader(ItemKey item, Report report) {
    this.item = item;
    this.report = report;
  }

  @Nullable Expression read(Scalar value, String written) {
    List<String> texts =
        item.has(Modifier.EXPAND)
            ? Placeholders.resolve(written, value.at(), report)
            : List.of(written);
    var tests = new ArrayList<Expression>();
    for (String text : texts) {
      Expression test = one(value, text);
      if (test != null) {
        tests.add(test);
      }
    }
    return tests.isEmpty() || tests.size() < texts.size() ? null : Expression.or(tests);
  }

  private @Nullable Expression one(Scalar value, String text) {
    if (text.length() > MAX_LENGTH) {
      report.add(
          DiagnosticCode.RULE_TOO_LARGE, value.at(), "a string has at most 65,536 characters");
      return null;
    }
    if (item.chain().isEmpty() && item.field() != null) {
      TextLint.check(value, SigmaText.parse(text), report);
    }
    TextLint.checkCharacters(value, text, report);
    try {
      return anyOf(encode(SigmaText.parse(text)));
    } catch (Refused e) {
      report.add(DiagnosticCode.VALUE_EXPANSION, value.at(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private List<Encodings> encode(SigmaText text) throws Refused {
    List<Encodings> variants = List.of(new Encodings(text, false));
    for (Modifier modifier : item.chain()) {
      var next = new ArrayList<Encodings>();
      for (Encodings variant : variants) {
        next.addAll(variant.apply(modifier));
      }
      variants = next;
    }
    return variants;
  }

  private Expression anyOf(List<Encodings> variants) throws Refused {
    var tests = new LinkedHashSet<Expression>();
    boolean anywhere = item.field() == null && !item.has(Kind.PLACE);
    for (Encodings variant : variants) {
      SigmaText text = variant.text();
      if (variant.bytes() && text.parts().anyMatch(part -> part >= 0x80)) {
        throw new Refused(
            "this value's UTF-16 holds bytes that no text has; follow the encoding by base64 or"
                + " base64offset");
      }
      SigmaText pattern = anywhere ? text.withAnyBefore().withAnyAfter() : text;
      if (pattern.hasSingles() && pattern.size() > MAX_LENGTH_WITH_SINGLES) {
        throw new Refused(
            "a string with ? has at most %d characters".formatted(MAX_LENGTH_WITH_SINGLES));
      }
      tests.add(
          new Test(new Predicate(item.field(), new TextMatch(pattern, item.has(Modifier.CASED)))));
    }
    return Expression.or(List.copyOf(tests));
  }
}
