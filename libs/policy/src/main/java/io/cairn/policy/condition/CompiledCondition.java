package io.cairn.policy.condition;

import io.cairn.policy.document.Comparison;
import io.cairn.policy.document.ConditionOperator;
import io.cairn.policy.document.Statement;
import io.cairn.policy.match.KeyName;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.value.BoundValue;
import io.cairn.policy.value.Operand;
import io.cairn.policy.value.Operands;
import org.jspecify.annotations.Nullable;

/** One condition clause, ready to be asked; stateless. */
public final class CompiledCondition {
  private final Statement.ConditionClause clause;
  private final KeyName key;
  private final @Nullable ValueTest test;
  private final ConditionOperator.Quantifier quantifier;
  private final boolean negated;

  /**
   * Compiles one clause.
   *
   * @param variables whether {@code ${…}} is resolved (language version 2012-10-17)
   */
  public CompiledCondition(Statement.ConditionClause clause, boolean variables) {
    this.clause = clause;
    this.key = KeyName.of(clause.key());
    this.quantifier = clause.operator().quantifier();
    this.negated = clause.operator().comparison().negated();
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
  public @Nullable BoundValue requested(AuthorizationRequest request) {
    return request.bound(key);
  }

  /** Whether the clause lets its statement apply. */
  public boolean holds(AuthorizationRequest request) {
    BoundValue value = request.bound(key);
    if (test == null) {
      return nullHolds(value == null);
    }
    if (test.neverHolds()) {
      return false;
    }
    if (value == null) {
      return missingKeyHolds();
    }
    return switch (quantifier) {
      case NONE -> value instanceof Operand one && passes(test, one, request);
      case FOR_ALL_VALUES -> {
        for (Operand one : operands(value)) {
          if (!passes(test, one, request)) {
            yield false;
          }
        }
        yield true;
      }
      case FOR_ANY_VALUE -> {
        for (Operand one : operands(value)) {
          if (passes(test, one, request)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  private static Operand[] operands(BoundValue value) {
    return switch (value) {
      case Operand one -> new Operand[] {one};
      case Operands(Operand[] all) -> all;
    };
  }

  private boolean nullHolds(boolean absent) {
    return switch (quantifier) {
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> false;
      case NONE ->
          clause.values().stream().anyMatch(v -> v.equalsIgnoreCase(absent ? "true" : "false"));
    };
  }

  private boolean missingKeyHolds() {
    return switch (quantifier) {
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> false;
      case NONE -> clause.operator().ifExists() || negated;
    };
  }

  private boolean passes(ValueTest test, Operand value, AuthorizationRequest request) {
    return switch (test.test(value, request)) {
      case MET -> !negated;
      case NOT_MET -> negated;
      case UNREADABLE -> false;
    };
  }
}
