package io.cairn.policy;

/** What an implicit deny was short of: the first gate that nothing opened. */
public sealed interface Wanting {

  /** No identity policy allows it. */
  record Identity() implements Wanting {}

  /** The permissions boundary does not allow it. */
  record Boundary() implements Wanting {}

  /** No session policy allows it, or a federated user has none. */
  record Session() implements Wanting {}

  /**
   * No service control policy of one level allows it.
   *
   * @param target the level
   */
  record ServiceControl(String target) implements Wanting {}

  /** The resource's policy does not grant to the principal, which nothing else can replace. */
  record Resource() implements Wanting {}

  /** The key's or role's own policy does not leave the choice to its account's policies. */
  record Delegation() implements Wanting {}

  /** The VPC endpoint's policy does not allow it. */
  record VpcEndpoint() implements Wanting {}
}
