package io.cairn.policy;

import io.cairn.policy.document.PolicyDocument;
import io.cairn.policy.document.Statement;
import io.cairn.policy.match.ActionPattern;
import io.cairn.policy.request.AuthorizationRequest;
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
  private final ActionTable byAction = new ActionTable();

  private PolicySet(List<CompiledStatement> statements) {
    this.statements = List.copyOf(statements);
    Set<String> services = new HashSet<>();
    for (CompiledStatement statement : statements) {
      services.addAll(statement.services());
    }
    this.otherServices = ofService(ActionPattern.ALL_SERVICES);
    this.byService = new HashMap<>();
    for (String service : services) {
      byService.put(service, ofService(service));
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

  private CompiledStatement[] ofService(String service) {
    return statements.stream()
        .filter(
            statement -> {
              Set<String> services = statement.services();
              return services.contains(service) || services.contains(ActionPattern.ALL_SERVICES);
            })
        .toArray(CompiledStatement[]::new);
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
    Candidates known = byAction.get(access.request().actionNumber());
    return (known == null ? candidates(access.request()) : known).evaluate(access, bounded);
  }

  private Candidates candidates(AuthorizationRequest request) {
    var found =
        Candidates.of(byService.getOrDefault(request.service(), otherServices), request.action());
    byAction.put(request.actionNumber(), found);
    return found;
  }
}
