package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.yaml.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the placeholders of expand. No pipeline supplies them yet, so any placeholder refuses its
 * rule.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)%([^%\\s]+)(?<!\\\\)%");

  private Placeholders() {}

  /**
   * The text with {@code \%} as a percent sign, or null where a placeholder stands in it, which is
   * reported.
   */
  static @Nullable String resolve(String written, Position at, Report report) {
    Matcher matcher = PLACEHOLDER.matcher(written);
    if (matcher.find()) {
      String message =
          "nothing supplies the placeholder %" + matcher.group(1) + "%; write its values out";
      report.add(DiagnosticCode.PLACEHOLDER_UNRESOLVED, at, message);
      return null;
    }
    return written.replace("\\%", "%");
  }
}
