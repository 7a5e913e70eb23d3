package io.cairn.policy;

import io.cairn.policy.document.ConditionOperator;
import io.cairn.policy.document.Effect;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.syntax.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was decided as it was: every statement of every policy that bears on it, with the
 * first of its elements that failed.
 *
 * @param decision what {@link PolicyEvaluation#decide} answers
 * @param wanting the first gate that nothing opened, or null unless the deny is implicit
 * @param steps one for each statement, policy type by policy type
 * @param missingContextKeys keys that a condition asked for and the request lacked, as written
 */
public record Trace(
    Decision decision,
    @Nullable Wanting wanting,
    List<Step> steps,
    List<String> missingContextKeys) {

  /** Copies the lists. */
  public Trace {
    steps = List.copyOf(steps);
    missingContextKeys = List.copyOf(missingContextKeys);
  }

  /** The statements that made the decision: matching denies, else matching allows. */
  public List<Step> deciding() {
    Effect effect = decision == Decision.EXPLICIT_DENY ? Effect.DENY : Effect.ALLOW;
    return steps.stream().filter(s -> s.failure() == null && s.effect() == effect).toList();
  }

  /**
   * One statement's part.
   *
   * @param type what its policy is attached to
   * @param policy name of its policy
   * @param index its number in the policy, from 0
   * @param sid its id, or null
   * @param effect what it does when it matches
   * @param place where it stands in the document
   * @param failure what kept it from matching, or null if it matched
   */
  public record Step(
      PolicyType type,
      String policy,
      int index,
      @Nullable String sid,
      Effect effect,
      Place place,
      @Nullable Failure failure) {}

  /**
   * The first element of a statement that did not match: principal, action, resource, conditions.
   */
  public sealed interface Failure {

    /**
     * The statement is not about the principal.
     *
     * @param element {@code Principal} or {@code NotPrincipal}
     */
    record OfPrincipal(String element) implements Failure {}

    /**
     * The action is not covered.
     *
     * @param element {@code Action} or {@code NotAction}
     */
    record OfAction(String element) implements Failure {}

    /**
     * The resource is not covered.
     *
     * @param element {@code Resource} or {@code NotResource}
     */
    record OfResource(String element) implements Failure {}

    /**
     * A condition does not hold.
     *
     * @param operator its operator
     * @param key its key as written
     * @param requested the request's values, or null if it has no such key
     * @param place where the key stands
     */
    record OfCondition(
        ConditionOperator operator, String key, @Nullable List<String> requested, Place place)
        implements Failure {}
  }
}
