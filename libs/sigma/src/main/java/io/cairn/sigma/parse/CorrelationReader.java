package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.RuleHeader;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaReference;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one document as a correlation rule. */
final class CorrelationReader {
  private static final Set<String> KEYS =
      Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");

  private static final CustomAttributes CUSTOM =
      new CustomAttributes(Set.of("correlation", "generate"));

  private final Mapping document;
  private final Report report;

  CorrelationReader(Mapping document, Report report) {
    this.document = document;
    this.report = report;
  }

  @Nullable SigmaCorrelation read(String source) {
    int errors = report.errors();
    RuleHeader header = new HeaderReader(document, report).read();
    if (!(document.get("correlation") instanceof Mapping map)) {
      report.add(DiagnosticCode.FIELD_TYPE, document.at(), "correlation must be a map");
      return null;
    }
    for (Entry entry : map.entries()) {
      if (!KEYS.contains(entry.key().text())) {
        String message = "a correlation has no '" + entry.key().text() + "'";
        report.add(DiagnosticCode.FIELD_VALUE, entry.key().at(), message);
      }
    }
    SigmaCorrelation.Type type = type(map);
    List<SigmaReference> rules =
        map.get("rules") == null ? List.of() : References.read(map.get("rules"), report);
    if (rules.isEmpty()) {
      report.add(DiagnosticCode.FIELD_MISSING, map.at(), "a correlation needs rules");
    }
    Duration timespan = new Timespans(report).read(map);
    Map<String, Map<String, String>> aliases = aliases(map);
    List<String> groupBy = groupBy(map);
    if (type == null || timespan == null || report.errors() > errors) {
      return null;
    }
    var condition = new CorrelationCondition(type, rules.size(), report).read(map);
    if (condition == null || report.errors() > errors) {
      return null;
    }
    return new SigmaCorrelation(
        header,
        type,
        rules,
        groupBy,
        aliases,
        timespan,
        condition.bounds(),
        condition.fields(),
        condition.percentile(),
        isTrue(document.get("generate")) || isTrue(map.get("generate")),
        CUSTOM.of(document),
        source,
        report.file() + ":" + document.at().line());
  }

  private SigmaCorrelation.@Nullable Type type(Mapping map) {
    YamlNode node = map.get("type");
    if (node instanceof Scalar scalar) {
      for (SigmaCorrelation.Type type : SigmaCorrelation.Type.values()) {
        if (type.name().toLowerCase(Locale.ROOT).equals(scalar.text())) {
          return type;
        }
      }
    }
    report.add(
        node == null ? DiagnosticCode.FIELD_MISSING : DiagnosticCode.FIELD_VALUE,
        node == null ? map.at() : node.at(),
        "type is one of event_count, value_count, temporal, temporal_ordered, value_sum, value_avg,"
            + " value_percentile");
    return null;
  }

  private List<String> groupBy(Mapping map) {
    YamlNode node = map.get("group-by");
    if (node == null) {
      String message = "without group-by everything is counted together";
      report.add(DiagnosticCode.GROUP_BY_MISSING, map.at(), message);
      return List.of();
    }
    return mapped(new HeaderFields(map, report).texts("group-by", 1, true));
  }

  /** Fields go by their names here; an alias is not a field. */
  private List<String> mapped(List<String> names) {
    return names.stream().map(this::mapped).toList();
  }

  private String mapped(String name) {
    List<String> here = report.pipeline().fields().getOrDefault(name, List.of(name));
    return here.getFirst();
  }

  private Map<String, Map<String, String>> aliases(Mapping map) {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    YamlNode node = map.get("aliases");
    if (node == null) {
      return aliases;
    }
    if (!(node instanceof Mapping all)) {
      report.add(DiagnosticCode.FIELD_TYPE, node.at(), "aliases is a map of alias: {rule: field}");
      return aliases;
    }
    for (Entry entry : all.entries()) {
      Map<String, String> fields = new LinkedHashMap<>();
      if (entry.value() instanceof Mapping byRule) {
        for (Entry each : byRule.entries()) {
          if (each.value() instanceof Scalar scalar && scalar.value() instanceof String field) {
            fields.put(each.key().text(), mapped(field));
          }
        }
      }
      if (fields.isEmpty()) {
        report.add(
            DiagnosticCode.FIELD_TYPE, entry.key().at(), "an alias is a map of {rule: field}");
      }
      aliases.put(entry.key().text(), fields);
    }
    return aliases;
  }

  private boolean isTrue(@Nullable YamlNode node) {
    if (node == null) {
      return false;
    }
    if (node instanceof Scalar scalar && scalar.value() instanceof Boolean yes) {
      return yes;
    }
    report.add(DiagnosticCode.FIELD_TYPE, node.at(), "generate is true or false");
    return false;
  }
}
