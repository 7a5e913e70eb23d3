package io.cairn.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One condition clause, ready to be asked; stateless. */
final class CompiledCondition {
  private final Statement.ConditionClause clause;
  private final String key;
  private final @Nullable ValueTest test;

  CompiledCondition(Statement.ConditionClause clause, boolean variables) {
    this.clause = clause;
    this.key = clause.key().toLowerCase(Locale.ROOT);
    this.test =
        clause.operator().comparison() == Comparison.NULL
            ? null
            : ValueTests.compile(clause, variables);
  }

  Statement.ConditionClause clause() {
    return clause;
  }

  @Nullable ContextValue requested(AuthorizationRequest request) {
    return request.value(key);
  }

  boolean holds(AuthorizationRequest request) {
    ContextValue value = request.value(key);
    if (test == null) {
      return nullHolds(value == null);
    }
    if (test.neverHolds()) {
      return false;
    }
    if (value == null) {
      return missingKeyHolds();
    }
    return switch (clause.operator().quantifier()) {
      case NONE -> value instanceof ContextValue.Single(String one) && passes(test, one, request);
      case FOR_ALL_VALUES -> {
        for (String one : value.values()) {
          if (!passes(test, one, request)) {
            yield false;
          }
        }
        yield true;
      }
      case FOR_ANY_VALUE -> {
        for (String one : value.values()) {
          if (passes(test, one, request)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  private boolean nullHolds(boolean absent) {
    return switch (clause.operator().quantifier()) {
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> false;
      case NONE ->
          clause.values().stream().anyMatch(v -> v.equalsIgnoreCase(absent ? "true" : "false"));
    };
  }

  private boolean missingKeyHolds() {
    return switch (clause.operator().quantifier()) {
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> false;
      case NONE -> clause.operator().ifExists() || clause.operator().comparison().negated();
    };
  }

  private boolean passes(ValueTest test, String value, AuthorizationRequest request) {
    return switch (test.test(value, request)) {
      case MET -> !clause.operator().comparison().negated();
      case NOT_MET -> clause.operator().comparison().negated();
      case UNREADABLE -> false;
    };
  }
}
