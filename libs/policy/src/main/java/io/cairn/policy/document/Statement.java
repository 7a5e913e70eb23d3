package io.cairn.policy.document;

import io.cairn.policy.syntax.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy, as written.
 *
 * @param sid the statement id, or null
 * @param effect Allow or Deny
 * @param principals whom it is about, or null in policies that speak of whom they are attached to
 * @param actions what it covers
 * @param resources what it covers; in a trust policy all, for there it is the role itself
 * @param conditions all must hold
 * @param place where it stands
 */
public record Statement(
    @Nullable String sid,
    Effect effect,
    @Nullable Principals principals,
    Patterns actions,
    Patterns resources,
    List<ConditionClause> conditions,
    Place place) {

  /** Copies the list. */
  public Statement {
    conditions = List.copyOf(conditions);
  }

  /**
   * The values of Principal or NotPrincipal.
   *
   * @param negated whether the element is NotPrincipal
   * @param patterns in order; none matches nobody
   */
  public record Principals(boolean negated, List<PrincipalPattern> patterns) {
    /** Copies the list. */
    public Principals {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * The values of Action or NotAction, Resource or NotResource.
   *
   * @param negated whether the element is the Not form
   * @param values in order; none matches nothing
   */
  public record Patterns(boolean negated, List<String> values) {
    /** Copies the list. */
    public Patterns {
      values = List.copyOf(values);
    }
  }

  /**
   * One operator applied to one key.
   *
   * @param operator how to compare
   * @param key the context key as written
   * @param values what to compare with, in order; numbers and booleans by their text
   * @param place where the key stands
   */
  public record ConditionClause(
      ConditionOperator operator, String key, List<String> values, Place place) {
    /** Copies the list. */
    public ConditionClause {
      values = List.copyOf(values);
    }
  }
}
