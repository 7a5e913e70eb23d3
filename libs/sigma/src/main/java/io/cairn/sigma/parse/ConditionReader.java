package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.yaml.Position;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import io.cairn.sigma.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a detection's condition, or its conditions of which any may hold. */
final class ConditionReader {
  /**
   * Counted with every use of an identifier, so that no condition multiplies a rule beyond measure.
   */
  static final int MAX_TESTS = 50_000;

  private static final int MAX_CONDITIONS = 100;

  private final Map<String, Identifier> identifiers;
  private final Report report;
  private final Set<String> used = new HashSet<>();
  private Position at = Position.START;
  private long tests;

  ConditionReader(Map<String, Identifier> identifiers, Report report) {
    this.identifiers = identifiers;
    this.report = report;
  }

  @Nullable Expression read(Mapping detection) {
    YamlNode condition = detection.get("condition");
    if (condition == null) {
      report.add(DiagnosticCode.FIELD_MISSING, detection.at(), "detection needs a condition");
      return null;
    }
    List<YamlNode> written = condition instanceof Sequence list ? list.items() : List.of(condition);
    if (written.isEmpty() || written.size() > MAX_CONDITIONS) {
      report.add(
          DiagnosticCode.CONDITION_SYNTAX,
          condition.at(),
          "condition is a string or 1 to 100 strings");
      return null;
    }
    var any = new ArrayList<Expression>();
    for (YamlNode each : written) {
      Expression expression = single(each);
      if (expression != null) {
        any.add(expression);
      }
    }
    if (any.size() < written.size()) {
      return null;
    }
    for (Identifier identifier : identifiers.values()) {
      if (!used.contains(identifier.name())) {
        String message = "no condition uses the search identifier '" + identifier.name() + "'";
        report.add(DiagnosticCode.IDENTIFIER_UNUSED, identifier.at(), message);
      }
    }
    return Expression.or(any);
  }

  private @Nullable Expression single(YamlNode node) {
    if (!(node instanceof Scalar scalar)
        || !(scalar.value() instanceof String text)
        || text.isBlank()) {
      report.add(
          DiagnosticCode.CONDITION_SYNTAX,
          node.at(),
          "condition is a string such as 'selection and not filter'");
      return null;
    }
    at = scalar.at();
    try {
      return new ConditionParser(text, this).parse();
    } catch (ConditionException e) {
      report.add(e.code(), place(e.offset()), "condition: " + e.getMessage());
      return null;
    }
  }

  Expression identifier(String name, int offset) throws ConditionException {
    Identifier identifier = identifiers.get(name);
    if (identifier == null) {
      String message =
          "'"
              + name
              + "' is no search identifier; there are "
              + String.join(", ", identifiers.keySet());
      throw new ConditionException(DiagnosticCode.IDENTIFIER_UNKNOWN, message, offset);
    }
    return use(identifier, offset);
  }

  /** What {@code 1 of} and {@code all of} range over. */
  List<Expression> matching(String pattern, int offset) throws ConditionException {
    boolean them = pattern.equals("them");
    var found = new ArrayList<Expression>();
    for (Identifier identifier : identifiers.values()) {
      boolean fits = them ? !identifier.isPrivate() : NamePattern.fits(pattern, identifier.name());
      boolean meant = !identifier.isPrivate() || pattern.startsWith("_");
      if (fits && meant) {
        found.add(use(identifier, offset));
      }
    }
    if (found.isEmpty()) {
      String message = "no search identifier fits '" + pattern + "'";
      throw new ConditionException(DiagnosticCode.PATTERN_UNMATCHED, message, offset);
    }
    if (them && found.size() == 1) {
      report.add(DiagnosticCode.THEM_IS_ONE, place(offset), "them is one identifier: name it");
    }
    return found;
  }

  void warnAllOfThem(int offset) {
    report.add(
        DiagnosticCode.ALL_OF_THEM, place(offset), "all of them: put the items into one map");
  }

  /** Exact for a condition on one line without quotes; in quotes and blocks it points near. */
  private Position place(int offset) {
    return new Position(at.line(), at.column() + offset);
  }

  private Expression use(Identifier identifier, int offset) throws ConditionException {
    used.add(identifier.name());
    tests += size(identifier.expression());
    if (tests > MAX_TESTS) {
      String message = "the condition comes to more than %d tests".formatted(MAX_TESTS);
      throw new ConditionException(DiagnosticCode.RULE_TOO_LARGE, message, offset);
    }
    return identifier.expression();
  }

  private static long size(Expression expression) {
    return switch (expression) {
      case Expression.Test _ -> 1;
      case Expression.Not(var operand) -> size(operand);
      case Expression.And(var operands) -> operands.stream().mapToLong(ConditionReader::size).sum();
      case Expression.Or(var operands) -> operands.stream().mapToLong(ConditionReader::size).sum();
    };
  }
}
