package io.cairn.policy.document;

/**
 * One value of Principal or NotPrincipal. Source: the IAM guide, "AWS JSON policy elements:
 * Principal".
 */
public sealed interface PrincipalPattern {

  /** {@code "*"} or {@code {"AWS": "*"}}: everyone, signed or not, and AWS's services. */
  record Everyone() implements PrincipalPattern {}

  /**
   * A whole account, written as its number or its root ARN.
   *
   * @param accountId 12 digits
   */
  record Account(String accountId) implements PrincipalPattern {}

  /**
   * A user, role, assumed-role session or federated user.
   *
   * @param arn whole, without wildcards
   */
  record Identity(String arn) implements PrincipalPattern {}

  /**
   * A user or role that was deleted after the policy was written: AWS shows its unique id.
   *
   * @param id such as {@code AIDA…} or {@code AROA…}
   */
  record UniqueId(String id) implements PrincipalPattern {}

  /**
   * An AWS service.
   *
   * @param name such as {@code sns.amazonaws.com}
   */
  record Service(String name) implements PrincipalPattern {}

  /**
   * A web identity or SAML provider.
   *
   * @param provider its ARN or host name
   */
  record Federated(String provider) implements PrincipalPattern {}

  /**
   * An account by its S3 canonical user id.
   *
   * @param id 64 hexadecimal digits
   */
  record CanonicalUser(String id) implements PrincipalPattern {}
}
