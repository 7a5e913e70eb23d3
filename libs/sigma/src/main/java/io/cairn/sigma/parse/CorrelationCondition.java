package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaCorrelation.Bound;
import io.cairn.sigma.SigmaCorrelation.Relation;
import io.cairn.sigma.yaml.Position;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a correlation compares and against which bounds. */
final class CorrelationCondition {
  private static final int MAX_FIELDS = 8;

  /** What a condition says. */
  record Read(List<Bound> bounds, List<String> fields, double percentile) {}

  private final SigmaCorrelation.Type type;
  private final int rules;
  private final Report report;

  CorrelationCondition(SigmaCorrelation.Type type, int rules, Report report) {
    this.type = type;
    this.rules = rules;
    this.report = report;
  }

  @Nullable Read read(Mapping correlation) {
    YamlNode node = correlation.get("condition");
    boolean temporal =
        type == SigmaCorrelation.Type.TEMPORAL || type == SigmaCorrelation.Type.TEMPORAL_ORDERED;
    if (node == null && temporal) {
      return new Read(List.of(new Bound(Relation.GTE, rules)), List.of(), 0);
    }
    if (!(node instanceof Mapping condition)) {
      Position at = node == null ? correlation.at() : node.at();
      return refuse(at, "condition is a map such as {gte: 5}, with field where values are counted");
    }
    var bounds = new ArrayList<Bound>();
    List<String> fields = List.of();
    double percentile = -1;
    for (Entry entry : condition.entries()) {
      switch (entry.key().text()) {
        case "field" -> fields = fields(entry.value());
        case "percentile" -> percentile = number(entry.value());
        default -> bound(entry, bounds);
      }
    }
    if (bounds.isEmpty() || bounds.size() > 2) {
      return refuse(condition.at(), "condition needs one or two of gt, gte, lt, lte, eq, neq");
    }
    return checked(condition, bounds, fields, percentile);
  }

  private @Nullable Read checked(
      Mapping condition, List<Bound> bounds, List<String> fields, double percentile) {
    boolean values =
        switch (type) {
          case VALUE_COUNT, VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE -> true;
          case EVENT_COUNT, TEMPORAL, TEMPORAL_ORDERED -> false;
        };
    if (values == fields.isEmpty()) {
      return refuse(
          condition.at(),
          values ? "this type needs condition.field" : "this type has no condition.field");
    }
    if (fields.size() > (type == SigmaCorrelation.Type.VALUE_COUNT ? MAX_FIELDS : 1)) {
      return refuse(condition.at(), "this type takes fewer fields in condition.field");
    }
    if ((type == SigmaCorrelation.Type.VALUE_PERCENTILE)
        != (percentile >= 0 && percentile <= 100)) {
      return refuse(
          condition.at(), "value_percentile, and it alone, needs condition.percentile, 0 to 100");
    }
    return new Read(List.copyOf(bounds), fields, Math.max(0, percentile));
  }

  private void bound(Entry entry, List<Bound> bounds) {
    for (Relation relation : Relation.values()) {
      if (relation.name().toLowerCase(Locale.ROOT).equals(entry.key().text())) {
        double value = number(entry.value());
        if (Double.isNaN(value) || value != Math.rint(value) || Math.abs(value) > 1e15) {
          refuse(entry.value().at(), "a bound is a whole number");
        } else {
          bounds.add(new Bound(relation, (long) value));
        }
        return;
      }
    }
    refuse(entry.key().at(), "condition knows gt, gte, lt, lte, eq, neq, field and percentile");
  }

  private static double number(YamlNode node) {
    return node instanceof Scalar scalar && scalar.value() instanceof BigDecimal number
        ? number.doubleValue()
        : Double.NaN;
  }

  private List<String> fields(YamlNode node) {
    List<YamlNode> items = node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
    var fields = new ArrayList<String>();
    for (YamlNode item : items) {
      if (item instanceof Scalar scalar && scalar.value() instanceof String name) {
        fields.add(report.pipeline().fields().getOrDefault(name, List.of(name)).getFirst());
      } else {
        refuse(item.at(), "field is a field's name or a list of them");
      }
    }
    return List.copyOf(fields);
  }

  private @Nullable Read refuse(Position at, String message) {
    report.add(DiagnosticCode.CORRELATION_CONDITION, at, message);
    return null;
  }
}
