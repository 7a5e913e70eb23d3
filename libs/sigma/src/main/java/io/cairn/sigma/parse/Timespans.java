package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads timespans: digits and one unit, above zero, at most a year. */
final class Timespans {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})([smhdw])");
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Report report;

  Timespans(Report report) {
    this.report = report;
  }

  @Nullable Duration read(Mapping correlation) {
    YamlNode node = correlation.get("timespan");
    if (node == null) {
      report.add(DiagnosticCode.FIELD_MISSING, correlation.at(), "a correlation needs a timespan");
      return null;
    }
    Matcher written = WRITTEN.matcher(node instanceof Scalar scalar ? scalar.text() : "");
    if (written.matches()) {
      Duration span =
          Duration.ofSeconds(seconds(written.group(2)))
              .multipliedBy(Long.parseLong(written.group(1)));
      if (!span.isZero() && span.compareTo(LONGEST) <= 0) {
        return span;
      }
    }
    report.add(
        DiagnosticCode.TIMESPAN_INVALID,
        node.at(),
        "timespan is a number and one of s, m, h, d, w, such as 90m; above zero and at most a"
            + " year");
    return null;
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "m" -> 60;
      case "h" -> 3_600;
      case "d" -> 86_400;
      case "w" -> 604_800;
      default -> 1;
    };
  }
}
