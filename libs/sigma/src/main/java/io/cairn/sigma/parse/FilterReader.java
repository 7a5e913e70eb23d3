package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.RuleHeader;
import io.cairn.sigma.SigmaFilter;
import io.cairn.sigma.SigmaReference;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one document as a filter. */
final class FilterReader {
  private final Mapping document;
  private final Report report;

  FilterReader(Mapping document, Report report) {
    this.document = document;
    this.report = report;
  }

  @Nullable SigmaFilter read() {
    int errors = report.errors();
    for (String key : new String[] {"level", "status"}) {
      YamlNode node = document.get(key);
      if (node != null) {
        report.add(DiagnosticCode.FILTER_HEADER, node.at(), "a filter has no " + key);
      }
    }
    RuleHeader header = new HeaderReader(document, report).readWithoutLevel();
    LogSource logsource =
        document.get("logsource") instanceof Mapping map
            ? LogSourceReader.read(map, report)
            : missing(document, "a filter needs a logsource", null);
    Mapping filter =
        document.get("filter") instanceof Mapping map
            ? map
            : missing(
                document, "filter must be a map of rules, search identifiers and condition", null);
    if (filter == null || logsource == null) {
      return null;
    }
    List<SigmaReference> rules = rules(filter);
    Expression condition = condition(filter);
    if (report.errors() > errors || condition == null) {
      return null;
    }
    String origin = report.file() + ":" + document.at().line();
    return new SigmaFilter(header, logsource, rules, condition, origin);
  }

  private List<SigmaReference> rules(Mapping filter) {
    YamlNode node = filter.get("rules");
    if (node == null) {
      return missing(filter, "a filter needs rules: a list of ids or names, or any", List.of());
    }
    if (node instanceof Scalar scalar && scalar.text().equals("any")) {
      return List.of();
    }
    return References.read(node, report);
  }

  private @Nullable Expression condition(Mapping filter) {
    if (filter.get("condition") instanceof Scalar) {
      Expression read = new DetectionReader(report).read(DeepMerge.without(filter, "rules"));
      return read == null ? null : new FieldMapping(report.pipeline().fields()).apply(read);
    }
    return missing(filter, "a filter needs one condition, as a string", null);
  }

  private <T extends @Nullable Object> T missing(Mapping where, String message, T none) {
    report.add(DiagnosticCode.FIELD_MISSING, where.at(), message);
    return none;
  }
}
