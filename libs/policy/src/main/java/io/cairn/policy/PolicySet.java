package io.cairn.policy;

import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.Statement;
import io.cairn.policy.match.ActionPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Policies that act together, compiled: all of one principal, of one level of an organisation, of
 * one resource. Immutable and safe for any number of threads; compile once, ask often.
 */
public final class PolicySet {
  /** No policies: grants nothing, denies nothing. */
  public static final PolicySet EMPTY = compile(List.of());

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
      PolicyDocument document = policy.document();
      boolean variables = document.version() == PolicyDocument.Version.V2012;
      int index = 0;
      for (Statement statement : document.statements()) {
        var source = new CompiledStatement.Source(document.type(), policy.name(), index++);
        statements.add(new CompiledStatement(source, statement, variables));
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

  List<CompiledStatement> statements() {
    return statements;
  }

  /**
   * What the set says, as {@link Grants}.
   *
   * @param bounded whether the principal has a permissions boundary
   */
  int evaluate(Access access, boolean bounded) {
    var request = access.request();
    int granted = 0;
    for (CompiledStatement statement : byService.getOrDefault(request.service(), otherServices)) {
      int grants = statement.grants(access, bounded);
      if (statement.denies()) {
        if (grants != 0 && statement.matches(request)) {
          return Grants.DENY;
        }
      } else if ((grants & ~granted) != 0 && statement.matches(request)) {
        granted |= grants;
      }
    }
    return granted;
  }
}
