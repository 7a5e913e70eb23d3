package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.RuleHeader;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one document as a detection rule. */
final class RuleReader {
  private static final CustomAttributes KEYS =
      new CustomAttributes(Set.of("logsource", "detection"));

  private final Mapping rule;
  private final Report report;

  RuleReader(Mapping rule, Report report) {
    this.rule = rule;
    this.report = report;
  }

  @Nullable SigmaRule read(String source) {
    int errors = report.errors();
    for (Entry entry : rule.entries()) {
      String key = entry.key().text();
      if (!KEYS.isSigmas(key) && KEYS.isSigmas(key.toLowerCase(Locale.ROOT))) {
        report.add(
            DiagnosticCode.UPPER_CASE,
            entry.key().at(),
            "'" + key + "' is not '" + key.toLowerCase(Locale.ROOT) + "': keys are lower case");
      }
    }
    RuleHeader header = new HeaderReader(rule, report).read();
    LogSource logsource = logsource();
    Expression detection = detection();
    if (report.errors() > errors || logsource == null || detection == null) {
      return null;
    }
    String origin = report.file() + ":" + rule.at().line();
    return new SigmaRule(header, logsource, detection, KEYS.of(rule), source, origin);
  }

  private @Nullable LogSource logsource() {
    Mapping map = section("logsource");
    if (map == null) {
      return null;
    }
    return LogSourceReader.read(map, report);
  }

  private @Nullable Expression detection() {
    Mapping map = section("detection");
    Expression read = map == null ? null : new DetectionReader(report).read(map);
    return read == null ? null : new FieldMapping(report.pipeline().fields()).apply(read);
  }

  private @Nullable Mapping section(String key) {
    YamlNode node = rule.get(key);
    if (node instanceof Mapping map && !map.entries().isEmpty()) {
      return map;
    }
    if (node == null) {
      report.add(DiagnosticCode.FIELD_MISSING, rule.at(), "a rule needs a " + key);
    } else {
      report.add(DiagnosticCode.FIELD_TYPE, node.at(), key + " must be a map that is not empty");
    }
    return null;
  }
}
