package io.cairn.gateway.route;

import io.cairn.contracts.AccountId;
import io.cairn.gateway.identity.Principal;
import io.cairn.gateway.identity.SignedIn;
import io.cairn.gateway.openapi.ApiOperation;
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
 * Asks the caller's policies whether the operation's AWS action is allowed. The resource is {@code
 * *}: what an operation touches is known only to the service behind it.
 */
@Singleton
class Authorizer {
  private final Clock clock;

  Authorizer(Clock clock) {
    this.clock = clock;
  }

  /** The action that was allowed. */
  String require(Exchange exchange, SignedIn who, ApiOperation operation) throws Refusal {
    String action = operation.action();
    if (action == null) {
      throw new Refusal(
          HttpProblem.FORBIDDEN,
          "AccessDenied",
          "The operation "
              + operation.operationId()
              + " declares no AWS action, so nobody may call it; that is a defect of the service.");
    }
    Principal principal = who.principal();
    var request = new AuthorizationRequest(action, "*", context(exchange, who));
    Decision decision =
        PolicyEvaluation.decide(
            principal.policies(), Access.ofUser(principal.arn(), AccountId.SUITE.value(), request));
    if (decision != Decision.ALLOWED) {
      throw new Refusal(HttpProblem.FORBIDDEN, "AccessDenied", denial(principal, action, decision));
    }
    return action;
  }

  private static String denial(Principal principal, String action, Decision decision) {
    String why =
        decision == Decision.EXPLICIT_DENY
            ? " with an explicit deny in an identity-based policy"
            : " because no identity-based policy allows the " + action + " action";
    return "User: " + principal.arn() + " is not authorized to perform: " + action + why;
  }

  private Map<String, ContextValue> context(Exchange exchange, SignedIn who) {
    Instant now = clock.instant();
    Map<String, String> values = new HashMap<>();
    values.put("aws:SourceIp", exchange.peer());
    values.put("aws:CurrentTime", now.toString());
    values.put("aws:EpochTime", Long.toString(now.getEpochSecond()));
    values.put("aws:SecureTransport", Boolean.toString(exchange.request().isSSL()));
    values.put("aws:UserAgent", exchange.userAgent());
    values.put("aws:RequestedRegion", who.region());
    values.put("aws:PrincipalArn", who.principal().arn());
    values.put("aws:PrincipalAccount", AccountId.SUITE.value());
    values.put("aws:PrincipalType", "User");
    values.put("aws:userid", who.principal().userId());
    values.put("aws:username", who.principal().userName());
    Map<String, ContextValue> context = new HashMap<>();
    values.forEach((key, value) -> context.put(key, new ContextValue.Single(value)));
    return context;
  }
}
