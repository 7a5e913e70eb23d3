package io.cairn.policy;

import io.cairn.policy.document.PrincipalPattern;
import io.cairn.policy.document.Statement;
import io.cairn.policy.match.KeyName;
import io.cairn.policy.request.AuthorizationRequest;
import io.cairn.policy.request.Principal;
import java.util.Arrays;

/** The Principal or NotPrincipal of a statement, asked about one principal; stateless. */
final class PrincipalTest {

  private static final KeyName USER_ID = KeyName.of("aws:userid");

  private final PrincipalPattern[] patterns;
  private final boolean negated;

  PrincipalTest(Statement.Principals element) {
    this.patterns = element.patterns().toArray(PrincipalPattern[]::new);
    this.negated = element.negated();
  }

  /** Whether the statement is about everyone, whoever asks. */
  boolean isEveryone() {
    return !negated && Arrays.asList(patterns).contains(new PrincipalPattern.Everyone());
  }

  /** How the statement means the principal: {@link Grants} bits, 0 if it does not. */
  int grants(Principal principal, AuthorizationRequest request, boolean bounded) {
    int grants = 0;
    for (PrincipalPattern pattern : patterns) {
      grants |= grants(pattern, principal, request);
    }
    if (!negated) {
      return grants;
    }
    // AWS: with a permissions boundary it is denied, whatever NotPrincipal lists.
    return grants == 0 || bounded ? Grants.DIRECT : 0;
  }

  private static int grants(
      PrincipalPattern pattern, Principal principal, AuthorizationRequest request) {
    return switch (pattern) {
      case PrincipalPattern.Everyone _ -> Grants.DIRECT;
      case PrincipalPattern.Account(String account) ->
          account.equals(principal.accountId()) ? Grants.ACCOUNT : 0;
      case PrincipalPattern.Identity(String arn) -> identity(arn, principal);
      case PrincipalPattern.UniqueId(String id) -> uniqueId(id, principal, request);
      case PrincipalPattern.Service(String name) ->
          principal instanceof Principal.Service(String asking) && asking.equals(name)
              ? Grants.SERVICE
              : 0;
      case PrincipalPattern.Federated(String provider) ->
          principal instanceof Principal.Provider(String asking) && asking.equals(provider)
              ? Grants.SERVICE
              : 0;
      // The account behind a canonical id is not known to the engine: it means nobody here.
      case PrincipalPattern.CanonicalUser _ -> 0;
    };
  }

  private static int identity(String arn, Principal principal) {
    return switch (principal) {
      case Principal.User user -> arn.equals(user.arn()) ? Grants.DIRECT : 0;
      case Principal.RoleSession session -> {
        if (arn.equals(session.sessionArn())) {
          yield Grants.DIRECT;
        }
        yield isRole(arn, session) ? Grants.LIMITED : 0;
      }
      case Principal.FederatedUser federated -> {
        if (arn.equals(federated.arn())) {
          yield Grants.DIRECT;
        }
        yield arn.equals(federated.userArn()) ? Grants.LIMITED : 0;
      }
      case Principal.Root _, Principal.Service _, Principal.Provider _, Principal.Anonymous _ -> 0;
    };
  }

  private static boolean isRole(String arn, Principal.RoleSession session) {
    String role = session.roleArn();
    if (session.pathKnown() || arn.equals(role)) {
      return arn.equals(role);
    }
    int name = role.lastIndexOf('/');
    return arn.startsWith(role.substring(0, role.indexOf('/') + 1))
        && arn.endsWith(role.substring(name));
  }

  private static int uniqueId(String id, Principal principal, AuthorizationRequest request) {
    String asking = request.single(USER_ID);
    if (asking == null || !(asking.equals(id) || asking.startsWith(id + ":"))) {
      return 0;
    }
    return principal instanceof Principal.User ? Grants.DIRECT : Grants.LIMITED;
  }
}
