package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.Expression.Not;
import io.cairn.sigma.expression.Expression.Test;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Predicate;
import io.cairn.sigma.parse.Modifier.Kind;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import io.cairn.sigma.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the right side of an item: its values, joined by OR or by all, and negated by neq. */
final class ItemReader {
  private final ItemKey key;
  private final Report report;
  private final ValueReader values;

  ItemReader(ItemKey key, Report report) {
    this.key = key;
    this.report = report;
    this.values = new ValueReader(key, report);
  }

  @Nullable Expression read(YamlNode node) {
    if (key.has(Modifier.BASE64OFFSET) && !key.has(Modifier.CONTAINS)) {
      report.add(
          DiagnosticCode.BASE64OFFSET_WHOLE,
          key.key().at(),
          "base64offset without contains hardly ever matches");
    }
    Expression positive =
        switch (node) {
          case Scalar scalar -> single(scalar);
          case Sequence list when list.items().isEmpty() -> empty(list);
          case Sequence list -> several(list);
          case Mapping map -> refuse(map, "a map as a value: name the nested field as field.key");
        };
    return positive != null && key.has(Modifier.NEQ) ? new Not(positive) : positive;
  }

  private @Nullable Expression single(Scalar scalar) {
    if (key.has(Modifier.ALL)) {
      report.add(
          DiagnosticCode.ALL_WITH_ONE, scalar.at(), "all with a single value changes nothing");
    }
    return values.read(scalar);
  }

  private @Nullable Expression empty(Sequence list) {
    if (key.field() == null || !key.chain().isEmpty()) {
      return refuse(list, "an empty list finds nothing");
    }
    report.add(DiagnosticCode.LIST_EMPTY, list.at(), "an empty list means null: write null");
    return new Test(new Predicate(key.field(), new Operator.NullValue()));
  }

  private @Nullable Expression several(Sequence list) {
    lint(list);
    var parts = new ArrayList<Expression>();
    for (YamlNode item : list.items()) {
      Expression part =
          item instanceof Scalar scalar ? values.read(scalar) : refuse(item, nested());
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.size() < list.items().size()) {
      return null;
    }
    return key.has(Modifier.ALL) ? Expression.and(parts) : Expression.or(parts);
  }

  private static String nested() {
    return "a list or map inside a list of values";
  }

  private @Nullable Expression refuse(YamlNode node, String message) {
    report.add(DiagnosticCode.DETECTION_STRUCTURE, node.at(), message);
    return null;
  }

  private void lint(Sequence list) {
    List<YamlNode> items = list.items();
    if (key.has(Modifier.ALL) && items.size() == 1) {
      report.add(DiagnosticCode.ALL_WITH_ONE, list.at(), "all with a single value changes nothing");
    }
    boolean looksAtParts = key.has(Kind.PLACE) || key.has(Kind.REGEX) || key.field() == null;
    if (key.has(Modifier.ALL) && !looksAtParts && items.size() > 1) {
      String message =
          "all without contains, startswith, endswith or re asks for several whole values in one field";
      report.add(DiagnosticCode.ALL_WITHOUT_PARTS, key.key().at(), message);
    }
    Set<String> seen = new HashSet<>();
    for (YamlNode item : items) {
      if (item instanceof Scalar scalar) {
        lint(scalar, items.size(), seen);
      }
    }
  }

  private void lint(Scalar scalar, int size, Set<String> seen) {
    if (scalar.value() == null && size > 1) {
      report.add(
          DiagnosticCode.NULL_IN_LIST,
          scalar.at(),
          "null among other values is outside the standard");
    }
    if (!seen.add(scalar.text())) {
      report.add(
          DiagnosticCode.VALUE_TWICE,
          scalar.at(),
          "'" + scalar.text() + "' stands twice in this list");
    }
  }
}
