package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a pipeline's values where expand finds placeholders; one that has none refuses its rule. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)%([^%\\s]+)(?<!\\\\)%");
  private static final int MAX_TEXTS = 10_000;

  private Placeholders() {}

  /**
   * The texts that a text stands for, with {@code \\%} as a percent sign; none where a placeholder
   * has no values or there would be too many texts, which is reported.
   */
  static List<String> resolve(String written, Position at, Report report) {
    List<String> texts = List.of(written);
    Matcher matcher = PLACEHOLDER.matcher(written);
    while (matcher.find()) {
      List<String> values = report.pipeline().placeholders().get(matcher.group(1));
      if (values == null) {
        String message =
            "no pipeline supplies the placeholder %" + matcher.group(1) + "%; write its values out";
        report.add(DiagnosticCode.PLACEHOLDER_UNRESOLVED, at, message);
        return List.of();
      }
      if ((long) texts.size() * values.size() > MAX_TEXTS) {
        String message = "the placeholders come to more than 10,000 texts";
        report.add(DiagnosticCode.VALUE_EXPANSION, at, message);
        return List.of();
      }
      texts = each(texts, matcher.group(), values);
    }
    return texts.stream().map(text -> text.replace("\\%", "%")).toList();
  }

  private static List<String> each(List<String> texts, String placeholder, List<String> values) {
    var out = new ArrayList<String>();
    for (String text : texts) {
      int at = text.indexOf(placeholder);
      for (String value : values) {
        out.add(
            at < 0
                ? text
                : text.substring(0, at) + value + text.substring(at + placeholder.length()));
      }
    }
    return out.stream().distinct().toList();
  }
}
