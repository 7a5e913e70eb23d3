package io.cairn.policy;

import io.cairn.policy.request.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * AWS's evaluation of all policies together. Source: the IAM guide, "Policy evaluation logic" with
 * its pages for accounts of one and of two organisations; the Organizations guide for service and
 * resource control policies. Stateless.
 */
public final class PolicyEvaluation {

  /** The one action that resource control policies never reach. Source: the KMS guide. */
  private static final String NOT_CONTROLLED = "kms:retiregrant";

  private PolicyEvaluation() {}

  /** Decides; a Deny anywhere wins over all grants. */
  public static Decision decide(AttachedPolicies policies, Access access) {
    return outcome(policies, access, PolicySet::evaluate).decision();
  }

  /**
   * The decision with its reasons: every statement that bears on the request, and what was wanting.
   * Costs more than {@link #decide}.
   */
  public static Trace explain(AttachedPolicies policies, Access access) {
    var book = new TraceBook();
    Outcome outcome = outcome(policies, access, book::evaluate);
    return book.close(outcome);
  }

  /** Asks one set, and may keep what it saw. */
  @FunctionalInterface
  interface Asking {
    int ask(PolicySet policies, Access access, boolean bounded);
  }

  /**
   * What came out.
   *
   * @param decision one of three
   * @param wanting what kept an implicit deny from being allowed, or null
   */
  record Outcome(Decision decision, @Nullable Wanting wanting) {
    static final Outcome ALLOWED = new Outcome(Decision.ALLOWED, null);
    static final Outcome DENIED = new Outcome(Decision.EXPLICIT_DENY, null);

    static Outcome wanting(Wanting wanting) {
      return new Outcome(Decision.IMPLICIT_DENY, wanting);
    }
  }

  private static Outcome outcome(AttachedPolicies policies, Access access, Asking asking) {
    Principal principal = access.principal();
    var own = Standing.of(principal);
    boolean bounded = own.hasPolicies() && policies.boundary() != null;
    boolean denied = false;
    Wanting level = null;
    if (own.isInOrganisation()) {
      List<AttachedPolicies.Level> levels = policies.serviceControl();
      for (int i = 0; i < levels.size(); i++) {
        AttachedPolicies.Level each = levels.get(i);
        int grants = asking.ask(each.policies(), access, false);
        denied |= Grants.has(grants, Grants.DENY);
        if (level == null && !Grants.has(grants, Grants.ANY)) {
          level = new Wanting.ServiceControl(each.target());
        }
      }
    }
    if (!principal.isServiceLinked() && !access.request().action().equals(NOT_CONTROLLED)) {
      List<AttachedPolicies.Level> levels = policies.resourceControl();
      for (int i = 0; i < levels.size(); i++) {
        AttachedPolicies.Level each = levels.get(i);
        denied |= Grants.has(asking.ask(each.policies(), access, bounded), Grants.DENY);
      }
    }
    int endpoint = asked(policies.vpcEndpoint(), access, bounded, asking);
    int resource = asked(policies.resource(), access, bounded, asking);
    int identity = own.hasPolicies() ? asking.ask(policies.identity(), access, bounded) : 0;
    int boundary = own.hasPolicies() ? asked(policies.boundary(), access, bounded, asking) : 0;
    int session = own.hasPolicies() ? asked(policies.session(), access, bounded, asking) : 0;
    if (denied || Grants.has(endpoint | resource | identity | boundary | session, Grants.DENY)) {
      return Outcome.DENIED;
    }
    if (policies.vpcEndpoint() != null && !Grants.has(endpoint, Grants.ANY)) {
      return Outcome.wanting(new Wanting.VpcEndpoint());
    }
    if (level != null) {
      return Outcome.wanting(level);
    }
    Wanting limit = limit(policies, principal, boundary, session);
    Wanting side =
        own.hasPolicies() && !Grants.has(identity, Grants.ALLOW) ? new Wanting.Identity() : limit;
    return granted(access, resource, limit, own == Standing.ROOT ? null : side, own);
  }

  private static int asked(
      @Nullable PolicySet policies, Access access, boolean bounded, Asking asking) {
    return policies == null ? 0 : asking.ask(policies, access, bounded);
  }

  /** What boundary or session policies keep back, or null. */
  private static @Nullable Wanting limit(
      AttachedPolicies policies, Principal principal, int boundary, int session) {
    if (policies.boundary() != null && !Grants.has(boundary, Grants.ALLOW)) {
      return new Wanting.Boundary();
    }
    // A federated user without a session policy has no permissions of its own: STS says so.
    boolean needsSession =
        policies.session() != null || principal instanceof Principal.FederatedUser;
    return needsSession && !Grants.has(session, Grants.ALLOW) ? new Wanting.Session() : null;
  }

  /**
   * The table of AWS's rules.
   *
   * @param limit what boundary and session policies keep back
   * @param side what the principal's own side as a whole lacks
   */
  private static Outcome granted(
      Access access, int resource, @Nullable Wanting limit, @Nullable Wanting side, Standing own) {
    if (own == Standing.OUTSIDE) {
      return allowed(Grants.has(resource, Grants.DIRECT | Grants.SERVICE), new Wanting.Resource());
    }
    boolean any = Grants.has(resource, Grants.ANY);
    if (!access.isWithinAccount()) {
      return side == null ? allowed(any, new Wanting.Resource()) : Outcome.wanting(side);
    }
    boolean needsDelegation = access.needsDelegation();
    if (own == Standing.ROOT) {
      boolean named = Grants.has(resource, Grants.DIRECT | Grants.ACCOUNT);
      return allowed(!needsDelegation || named, new Wanting.Delegation());
    }
    if (Grants.has(resource, Grants.DIRECT)
        || (limit == null && Grants.has(resource, Grants.LIMITED))) {
      return Outcome.ALLOWED;
    }
    if (needsDelegation && !Grants.has(resource, Grants.ACCOUNT)) {
      return Outcome.wanting(new Wanting.Delegation());
    }
    return side == null ? Outcome.ALLOWED : Outcome.wanting(side);
  }

  private static Outcome allowed(boolean allowed, Wanting otherwise) {
    return allowed ? Outcome.ALLOWED : Outcome.wanting(otherwise);
  }

  /** How a principal stands to policies of its own. */
  private enum Standing {
    /** A user or session: identity policies, boundary and session policies count. */
    IDENTITY,
    /** An account's root user: limited by its organisation only. */
    ROOT,
    /** A service, a provider's user or anonymous: only what the resource says counts. */
    OUTSIDE,
    /** A service-linked role: organisations spare it. */
    SERVICE_LINKED;

    static Standing of(Principal principal) {
      return switch (principal) {
        case Principal.User _, Principal.FederatedUser _ -> IDENTITY;
        case Principal.RoleSession session -> session.isServiceLinked() ? SERVICE_LINKED : IDENTITY;
        case Principal.Root _ -> ROOT;
        case Principal.Service _, Principal.Provider _, Principal.Anonymous _ -> OUTSIDE;
      };
    }

    boolean hasPolicies() {
      return this == IDENTITY || this == SERVICE_LINKED;
    }

    boolean isInOrganisation() {
      return this == IDENTITY || this == ROOT;
    }
  }
}
