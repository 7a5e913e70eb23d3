package io.cairn.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All policies that bear on one principal's requests for one resource. What is null or empty is not
 * there; a level that is there without policies allows nothing. Immutable: the sets in it are
 * shared between principals and resources that have the same.
 *
 * @param identity the principal's own and its groups'
 * @param boundary its permissions boundary
 * @param session the policies passed when the session was made; they act as one
 * @param serviceControl levels of the principal's organisation, root first; empty for an account in
 *     none, and for the management account, which they spare
 * @param resource the resource's own policy; a role's trust policy
 * @param resourceControl levels of the resource's organisation, root first; AWS's own full access
 *     policy counts as attached to each. Some services do not heed them, which is the caller's to
 *     know: what is given applies
 * @param vpcEndpoint the policy of the endpoint that the request came through
 */
public record AttachedPolicies(
    PolicySet identity,
    @Nullable PolicySet boundary,
    @Nullable PolicySet session,
    List<Level> serviceControl,
    @Nullable PolicySet resource,
    List<Level> resourceControl,
    @Nullable PolicySet vpcEndpoint) {

  /** Copies the lists. */
  public AttachedPolicies {
    serviceControl = List.copyOf(serviceControl);
    resourceControl = List.copyOf(resourceControl);
  }

  /**
   * One level of an organisation.
   *
   * @param target the root, unit or account they are attached to
   * @param policies all that are attached there
   */
  public record Level(String target, PolicySet policies) {}

  /** A principal's own policies and nothing else. */
  public static AttachedPolicies of(PolicySet identity) {
    return new AttachedPolicies(identity, null, null, List.of(), null, List.of(), null);
  }

  /** The same with a permissions boundary. */
  public AttachedPolicies withBoundary(PolicySet policies) {
    return new AttachedPolicies(
        identity, policies, session, serviceControl, resource, resourceControl, vpcEndpoint);
  }

  /** The same with session policies. */
  public AttachedPolicies withSession(PolicySet policies) {
    return new AttachedPolicies(
        identity, boundary, policies, serviceControl, resource, resourceControl, vpcEndpoint);
  }

  /** The same in an organisation with these levels of service control policies. */
  public AttachedPolicies withServiceControl(List<Level> levels) {
    return new AttachedPolicies(
        identity, boundary, session, levels, resource, resourceControl, vpcEndpoint);
  }

  /** The same for a resource with a policy. */
  public AttachedPolicies withResource(PolicySet policies) {
    return new AttachedPolicies(
        identity, boundary, session, serviceControl, policies, resourceControl, vpcEndpoint);
  }

  /** The same for a resource in an organisation with these levels of resource control policies. */
  public AttachedPolicies withResourceControl(List<Level> levels) {
    return new AttachedPolicies(
        identity, boundary, session, serviceControl, resource, levels, vpcEndpoint);
  }

  /** The same through a VPC endpoint with a policy. */
  public AttachedPolicies withVpcEndpoint(PolicySet policies) {
    return new AttachedPolicies(
        identity, boundary, session, serviceControl, resource, resourceControl, policies);
  }
}
