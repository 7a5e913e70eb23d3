package io.cairn.policy;

import io.cairn.policy.condition.CompiledCondition;
import io.cairn.policy.document.Effect;
import io.cairn.policy.document.PolicyType;
import io.cairn.policy.document.Statement;
import io.cairn.policy.match.ActionPattern;
import io.cairn.policy.match.ArnPattern;
import io.cairn.policy.request.AuthorizationRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One statement, ready to be asked; immutable. */
final class CompiledStatement {
  private final Source source;
  private final Statement statement;
  private final @Nullable PrincipalTest principals;
  private final ActionPattern[] actions;
  private final ArnPattern[] resources;
  private final boolean anyResource;
  private final CompiledCondition[] conditions;
  private final boolean denies;
  private final boolean allButResources;

  /**
   * Where a statement comes from.
   *
   * @param type what its policy is attached to
   * @param policy the policy's name
   * @param index its number in the policy, from 0
   */
  record Source(PolicyType type, String policy, int index) {}

  CompiledStatement(Source source, Statement statement, boolean variables) {
    this.source = source;
    this.statement = statement;
    Statement.Principals named = statement.principals();
    this.principals = named == null ? null : new PrincipalTest(named);
    this.actions =
        statement.actions().values().stream().map(ActionPattern::of).toArray(ActionPattern[]::new);
    this.anyResource = statement.resources().values().contains("*");
    List<ArnPattern> arns = new ArrayList<>();
    for (String value : statement.resources().values()) {
      if (!value.equals("*")) {
        arns.add(ArnPattern.ofResource(value, variables));
      }
    }
    this.resources = arns.toArray(ArnPattern[]::new);
    this.conditions =
        statement.conditions().stream()
            .map(c -> new CompiledCondition(c, variables))
            .toArray(CompiledCondition[]::new);
    this.denies = statement.effect() == Effect.DENY;
    this.allButResources = statement.resources().negated();
  }

  Source source() {
    return source;
  }

  Statement statement() {
    return statement;
  }

  boolean denies() {
    return denies;
  }

  /** The services it can apply to, or only {@link ActionPattern#ALL_SERVICES}. */
  Set<String> services() {
    if (statement.actions().negated()
        || Arrays.stream(actions).anyMatch(a -> a.service().equals(ActionPattern.ALL_SERVICES))) {
      return Set.of(ActionPattern.ALL_SERVICES);
    }
    return Arrays.stream(actions).map(ActionPattern::service).collect(Collectors.toSet());
  }

  /** What the statement grants if all its other elements match; 0 if it is not about the asker. */
  int grants(Access access, boolean bounded) {
    return principals == null
        ? Grants.ALLOW
        : principals.grants(access.principal(), access.request(), bounded);
  }

  /** Whether resource and conditions match; the action is known to. */
  boolean matchesButAction(AuthorizationRequest request) {
    if (!resourceMatches(request)) {
      return false;
    }
    for (CompiledCondition condition : conditions) {
      if (!condition.holds(request)) {
        return false;
      }
    }
    return true;
  }

  /** Whether an action in lower case is covered. */
  boolean coversAction(String action) {
    boolean some = false;
    for (ActionPattern pattern : actions) {
      if (pattern.matches(action)) {
        some = true;
        break;
      }
    }
    return some != statement.actions().negated();
  }

  /** What the sixth segment of a resource that matches begins with; "" where that may be all. */
  List<String> resourcePrefixes() {
    return anyResource || statement.resources().negated() || resources.length == 0
        ? List.of("")
        : Arrays.stream(resources).map(ArnPattern::resourcePrefix).distinct().toList();
  }

  /** Whether an Allow asks for nothing but the action, of whoever it is attached to or anyone. */
  boolean isUnconditional() {
    return !denies()
        && anyResource
        && !statement.resources().negated()
        && conditions.length == 0
        && (principals == null || principals.isEveryone());
  }

  int unconditionalGrants() {
    return principals == null ? Grants.ALLOW : Grants.DIRECT;
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
    return some != allButResources;
  }

  List<CompiledCondition> conditions() {
    return List.of(conditions);
  }
}
