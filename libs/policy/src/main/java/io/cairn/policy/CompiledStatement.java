package io.cairn.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One statement, ready to be asked; immutable. */
final class CompiledStatement {
  private final String policy;
  private final int index;
  private final Statement statement;
  private final List<ActionPattern> actions;
  private final List<ArnPattern> resources;
  private final boolean anyResource;
  private final List<CompiledCondition> conditions;

  CompiledStatement(String policy, int index, Statement statement, boolean variables) {
    this.policy = policy;
    this.index = index;
    this.statement = statement;
    this.actions = statement.actions().values().stream().map(ActionPattern::of).toList();
    this.anyResource = statement.resources().values().contains("*");
    List<ArnPattern> arns = new ArrayList<>();
    for (String value : statement.resources().values()) {
      if (!value.equals("*")) {
        arns.add(ArnPattern.ofResource(value, variables));
      }
    }
    this.resources = List.copyOf(arns);
    this.conditions =
        statement.conditions().stream().map(c -> new CompiledCondition(c, variables)).toList();
  }

  String policy() {
    return policy;
  }

  int index() {
    return index;
  }

  Statement statement() {
    return statement;
  }

  boolean denies() {
    return statement.effect() == Effect.DENY;
  }

  /** The services it can apply to, or only {@link ActionPattern#ALL_SERVICES}. */
  Set<String> services() {
    if (statement.actions().negated()
        || actions.stream().anyMatch(a -> a.service().equals(ActionPattern.ALL_SERVICES))) {
      return Set.of(ActionPattern.ALL_SERVICES);
    }
    return actions.stream().map(ActionPattern::service).collect(Collectors.toSet());
  }

  boolean matches(AuthorizationRequest request) {
    if (!actionMatches(request) || !resourceMatches(request)) {
      return false;
    }
    for (CompiledCondition condition : conditions) {
      if (!condition.holds(request)) {
        return false;
      }
    }
    return true;
  }

  boolean actionMatches(AuthorizationRequest request) {
    boolean some = false;
    for (ActionPattern action : actions) {
      if (action.matches(request)) {
        some = true;
        break;
      }
    }
    return some != statement.actions().negated();
  }

  boolean resourceMatches(AuthorizationRequest request) {
    boolean some = anyResource;
    String[] segments = request.segments();
    if (!some && segments != null) {
      for (ArnPattern resource : resources) {
        if (resource.matches(segments, request)) {
          some = true;
          break;
        }
      }
    }
    return some != statement.resources().negated();
  }

  List<CompiledCondition> conditions() {
    return conditions;
  }
}
