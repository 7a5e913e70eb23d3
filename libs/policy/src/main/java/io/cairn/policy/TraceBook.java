package io.cairn.policy;

import io.cairn.policy.condition.CompiledCondition;
import io.cairn.policy.document.Comparison;
import io.cairn.policy.document.Statement;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.value.BoundValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Visits every statement of the sets it is asked about, and keeps why each did not match. */
final class TraceBook {
  private final List<Trace.Step> steps = new ArrayList<>();
  private final Set<String> missing = new LinkedHashSet<>();

  int evaluate(PolicySet policies, Access access, boolean bounded) {
    int granted = 0;
    boolean denied = false;
    for (CompiledStatement statement : policies.statements()) {
      int grants = statement.grants(access, bounded);
      Trace.Failure failure = failure(statement, access.request(), grants);
      if (failure == null) {
        denied |= statement.denies();
        granted |= statement.denies() ? 0 : grants;
      }
      steps.add(step(statement, failure));
    }
    return denied ? Grants.DENY : granted;
  }

  Trace close(PolicyEvaluation.Outcome outcome) {
    return new Trace(outcome.decision(), outcome.wanting(), steps, List.copyOf(missing));
  }

  private static Trace.Step step(CompiledStatement statement, Trace.@Nullable Failure failure) {
    Statement written = statement.statement();
    return new Trace.Step(
        statement.source().type(),
        statement.source().policy(),
        statement.source().index(),
        written.sid(),
        written.effect(),
        written.place(),
        failure);
  }

  private Trace.@Nullable Failure failure(
      CompiledStatement statement, AuthorizationRequest request, int grants) {
    Statement written = statement.statement();
    Statement.Principals principals = written.principals();
    if (grants == 0) {
      boolean negated = principals != null && principals.negated();
      return new Trace.Failure.OfPrincipal(negated ? "NotPrincipal" : "Principal");
    }
    if (!statement.coversAction(request.action())) {
      return new Trace.Failure.OfAction(written.actions().negated() ? "NotAction" : "Action");
    }
    if (!statement.resourceMatches(request)) {
      return new Trace.Failure.OfResource(
          written.resources().negated() ? "NotResource" : "Resource");
    }
    Trace.Failure first = null;
    for (CompiledCondition condition : statement.conditions()) {
      Trace.Failure failure = failure(condition, request);
      first = first == null ? failure : first;
    }
    return first;
  }

  private Trace.@Nullable Failure failure(
      CompiledCondition condition, AuthorizationRequest request) {
    Statement.ConditionClause clause = condition.clause();
    BoundValue requested = condition.requested(request);
    if (requested == null && clause.operator().comparison() != Comparison.NULL) {
      missing.add(clause.key());
    }
    return condition.holds(request)
        ? null
        : new Trace.Failure.OfCondition(
            clause.operator(),
            clause.key(),
            requested == null ? null : requested.texts(),
            clause.place());
  }
}
