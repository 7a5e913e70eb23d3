package io.cairn.gateway.route;

import io.cairn.contracts.AccountId;
import io.cairn.gateway.identity.IdentityResources;
import io.cairn.gateway.identity.Principal;
import io.cairn.gateway.identity.SignedIn;
import io.cairn.gateway.openapi.ApiOperation;
import io.cairn.gateway.openapi.RouteMatch;
import io.cairn.policy.Access;
import io.cairn.policy.Decision;
import io.cairn.policy.PolicyEvaluation;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.ContextValue;
import io.cairn.web.problem.HttpProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the caller's policies whether the operation's AWS action is allowed: on the resource where
 * IAM has one, else on {@code *}, and for every account and region that the request asks for. A
 * request that names none asks for all, which a policy limited to some never allows (ADR 0011).
 */
@Singleton
class Authorizer {
  private final IdentityResources resources;
  private final Clock clock;

  Authorizer(IdentityResources resources, Clock clock) {
    this.resources = resources;
    this.clock = clock;
  }

  /** Lets a request pass that is allowed; refuses every other. */
  void require(Exchange exchange, SignedIn who, RouteMatch.Found match, RequestQuery query)
      throws Refusal {
    ApiOperation operation = match.operation();
    String action = operation.action();
    if (action == null) {
      throw new Refusal(
          HttpProblem.FORBIDDEN,
          "AccessDenied",
          "The operation "
              + operation.operationId()
              + " declares no AWS action, so nobody may call it; that is a defect of the service.");
    }
    String resource = resource(exchange, who, match, query);
    Map<String, String> values = context(exchange, who);
    for (Scope scope : Scope.of(match, query)) {
      Decision decision = decide(who, action, resource, values, scope);
      if (decision != Decision.ALLOWED) {
        throw new Refusal(
            HttpProblem.FORBIDDEN,
            "AccessDenied",
            denial(who.principal(), action, resource, decision) + scope.told(operation));
      }
    }
  }

  private String resource(
      Exchange exchange, SignedIn who, RouteMatch.Found match, RequestQuery query) {
    if (match.operation().part() != null) {
      return "*";
    }
    return resources.of(
        match.operation(),
        name -> {
          String inPath = match.parameters().get(name);
          return inPath != null ? inPath : query.values(name).stream().findFirst().orElse(null);
        },
        exchange.body().getBytes(),
        who.principal());
  }

  private static Decision decide(
      SignedIn who, String action, String resource, Map<String, String> values, Scope scope) {
    Map<String, ContextValue> context = new HashMap<>();
    values.forEach((key, value) -> context.put(key, new ContextValue.Single(value)));
    if (scope.accountId() != null) {
      context.put("aws:ResourceAccount", new ContextValue.Single(scope.accountId()));
    }
    if (scope.region() != null) {
      context.put("aws:RequestedRegion", new ContextValue.Single(scope.region()));
    }
    Principal principal = who.principal();
    return PolicyEvaluation.decide(
        principal.policies(),
        Access.ofUser(
            principal.arn(),
            AccountId.SUITE.value(),
            new AuthorizationRequest(action, resource, context)));
  }

  private static String denial(
      Principal principal, String action, String resource, Decision decision) {
    String why =
        decision == Decision.EXPLICIT_DENY
            ? " with an explicit deny in an identity-based policy"
            : " because no identity-based policy allows the " + action + " action";
    return "User: "
        + principal.arn()
        + " is not authorized to perform: "
        + action
        + (resource.equals("*") ? "" : " on resource: " + resource)
        + why;
  }

  private Map<String, String> context(Exchange exchange, SignedIn who) {
    Instant now = clock.instant();
    Map<String, String> values = new HashMap<>();
    values.put("aws:SourceIp", exchange.peer());
    values.put("aws:CurrentTime", now.toString());
    values.put("aws:EpochTime", Long.toString(now.getEpochSecond()));
    values.put("aws:SecureTransport", Boolean.toString(exchange.request().isSSL()));
    values.put("aws:UserAgent", exchange.userAgent());
    values.put("aws:PrincipalArn", who.principal().arn());
    values.put("aws:PrincipalAccount", AccountId.SUITE.value());
    values.put("aws:PrincipalType", "User");
    values.put("aws:userid", who.principal().userId());
    values.put("aws:username", who.principal().userName());
    return values;
  }
}
