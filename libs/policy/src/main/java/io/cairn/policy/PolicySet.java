package io.cairn.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Identity policies compiled together. Immutable and safe for any number of threads; compile once,
 * ask often.
 */
public final class PolicySet {

  /**
   * A policy as it is attached.
   *
   * @param name what {@link Trace} calls it
   * @param document what it says
   */
  public record Named(String name, PolicyDocument document) {}

  private final List<CompiledStatement> statements;
  private final Map<String, CompiledStatement[]> byService;
  private final CompiledStatement[] otherServices;

  private PolicySet(List<CompiledStatement> statements) {
    this.statements = List.copyOf(statements);
    Set<String> services = new HashSet<>();
    for (CompiledStatement statement : statements) {
      services.addAll(statement.services());
    }
    this.otherServices = candidates(ActionPattern.ALL_SERVICES);
    this.byService = new HashMap<>();
    for (String service : services) {
      byService.put(service, candidates(service));
    }
  }

  /** Compiles policies; their order and that of their statements never changes a decision. */
  public static PolicySet compile(List<Named> policies) {
    List<CompiledStatement> statements = new ArrayList<>();
    for (Named policy : policies) {
      boolean variables = policy.document().version() == PolicyDocument.Version.V2012;
      int index = 0;
      for (Statement statement : policy.document().statements()) {
        statements.add(new CompiledStatement(policy.name(), index++, statement, variables));
      }
    }
    return new PolicySet(statements);
  }

  /** Denies first, so that the first match of the walk decides. */
  private CompiledStatement[] candidates(String service) {
    List<CompiledStatement> candidates = new ArrayList<>();
    for (boolean denies : new boolean[] {true, false}) {
      for (CompiledStatement statement : statements) {
        Set<String> of = statement.services();
        if (statement.denies() == denies
            && (of.contains(service) || of.contains(ActionPattern.ALL_SERVICES))) {
          candidates.add(statement);
        }
      }
    }
    return candidates.toArray(CompiledStatement[]::new);
  }

  /** Decides by AWS's rules for identity policies: a matching Deny wins, then a matching Allow. */
  public Decision decide(AuthorizationRequest request) {
    for (CompiledStatement statement : byService.getOrDefault(request.service(), otherServices)) {
      if (statement.matches(request)) {
        return statement.denies() ? Decision.EXPLICIT_DENY : Decision.ALLOWED;
      }
    }
    return Decision.IMPLICIT_DENY;
  }

  /** The decision with its reasons. Visits every statement, so costs more than {@link #decide}. */
  public Trace explain(AuthorizationRequest request) {
    List<Trace.Step> steps = new ArrayList<>();
    Set<String> missing = new LinkedHashSet<>();
    Decision decision = Decision.IMPLICIT_DENY;
    for (CompiledStatement statement : statements) {
      Trace.Failure failure = failure(statement, request, missing);
      if (failure == null && decision != Decision.EXPLICIT_DENY) {
        decision = statement.denies() ? Decision.EXPLICIT_DENY : Decision.ALLOWED;
      }
      Statement source = statement.statement();
      steps.add(
          new Trace.Step(
              statement.policy(),
              statement.index(),
              source.sid(),
              source.effect(),
              source.place(),
              failure));
    }
    return new Trace(decision, steps, List.copyOf(missing));
  }

  private static Trace.@Nullable Failure failure(
      CompiledStatement statement, AuthorizationRequest request, Set<String> missing) {
    Statement source = statement.statement();
    if (!statement.actionMatches(request)) {
      return new Trace.Failure.OfAction(source.actions().negated() ? "NotAction" : "Action");
    }
    if (!statement.resourceMatches(request)) {
      return new Trace.Failure.OfResource(
          source.resources().negated() ? "NotResource" : "Resource");
    }
    Trace.Failure first = null;
    for (CompiledCondition condition : statement.conditions()) {
      Statement.ConditionClause clause = condition.clause();
      ContextValue requested = condition.requested(request);
      if (requested == null && clause.operator().comparison() != Comparison.NULL) {
        missing.add(clause.key());
      }
      if (first == null && !condition.holds(request)) {
        first =
            new Trace.Failure.OfCondition(
                clause.operator(),
                clause.key(),
                requested == null ? null : requested.values(),
                clause.place());
      }
    }
    return first;
  }
}
