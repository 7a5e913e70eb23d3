package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import io.cairn.sigma.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a detection: its search identifiers, then the condition over them. */
final class DetectionReader {
  private final Report report;

  DetectionReader(Report report) {
    this.report = report;
  }

  /** The detection as one expression, or null where it cannot be read, which is reported. */
  @Nullable Expression read(Mapping detection) {
    int errors = report.errors();
    Map<String, Identifier> identifiers = new LinkedHashMap<>();
    for (Entry entry : detection.entries()) {
      String name = entry.key().text();
      switch (name) {
        case "condition" -> {}
        case "timeframe" ->
            report.add(
                DiagnosticCode.DETECTION_STRUCTURE,
                entry.key().at(),
                "timeframe was removed from Sigma: write a correlation rule with timespan");
        default -> {
          Expression expression = identifier(entry.value());
          if (expression != null) {
            identifiers.put(name, new Identifier(name, expression, entry.key().at()));
          }
        }
      }
    }
    if (report.errors() > errors) {
      return null;
    }
    if (identifiers.isEmpty()) {
      report.add(
          DiagnosticCode.FIELD_MISSING,
          detection.at(),
          "detection needs at least one search identifier");
      return null;
    }
    return new ConditionReader(identifiers, report).read(detection);
  }

  private @Nullable Expression identifier(YamlNode node) {
    return switch (node) {
      case Mapping map -> map(map);
      case Sequence list -> list(list);
      case Scalar scalar -> keyword(scalar);
    };
  }

  private @Nullable Expression list(Sequence list) {
    if (list.items().isEmpty()) {
      report.add(DiagnosticCode.DETECTION_STRUCTURE, list.at(), "an empty list finds nothing");
      return null;
    }
    var parts = new ArrayList<Expression>();
    for (YamlNode item : list.items()) {
      Expression part = identifier(item);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.size() < list.items().size() ? null : Expression.or(parts);
  }

  private @Nullable Expression keyword(Scalar scalar) {
    var key = new ItemKey(null, List.of(), new Scalar("", "", scalar.at()));
    return new ItemReader(key, report).read(scalar);
  }

  private @Nullable Expression map(Mapping map) {
    if (map.entries().isEmpty()) {
      report.add(DiagnosticCode.DETECTION_STRUCTURE, map.at(), "an empty map finds nothing");
      return null;
    }
    var items = new ArrayList<Expression>();
    for (Entry entry : map.entries()) {
      ItemKey key = ItemKey.read(entry.key(), report);
      Expression item = key == null ? null : new ItemReader(key, report).read(entry.value());
      if (item != null) {
        items.add(item);
      }
    }
    return items.size() < map.entries().size() ? null : Expression.and(items);
  }
}
