package io.cairn.policy.condition;

import io.cairn.policy.document.Comparison;
import io.cairn.policy.document.Statement;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.ContextValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One condition clause, ready to be asked; stateless. */
public final class CompiledCondition {
  private final Statement.ConditionClause clause;
  private final String key;
  private final @Nullable ValueTest test;

  /**
   * Compiles one clause.
   *
   * @param variables whether {@code ${…}} is resolved (language version 2012-10-17)
   */
  public CompiledCondition(Statement.ConditionClause clause, boolean variables) {
    this.clause = clause;
    this.key = clause.key().toLowerCase(Locale.ROOT);
    this.test =
        clause.operator().comparison() == Comparison.NULL
            ? null
            : ValueTests.compile(clause, variables);
  }

  /** The clause as written. */
  public Statement.ConditionClause clause() {
    return clause;
  }

  /** What the request holds under the clause's key, or null. */
  public @Nullable ContextValue requested(AuthorizationRequest request) {
    return request.value(key);
  }

  /** Whether the clause lets its statement apply. */
  public boolean holds(AuthorizationRequest request) {
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
