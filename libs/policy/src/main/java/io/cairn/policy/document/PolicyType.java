package io.cairn.policy.document;

/**
 * What a policy is attached to; it decides which elements the document may have. The names are
 * those of the simulation's answers.
 */
public enum PolicyType {
  /** Attached to a user, group or role; managed or inline. */
  IDENTITY("identity", Subject.NONE),
  /** The permissions boundary of a user or role. */
  BOUNDARY("boundary", Subject.NONE),
  /** Passed when a session is made. */
  SESSION("session", Subject.NONE),
  /** Attached to a resource, such as a bucket or a key. */
  RESOURCE("resource", Subject.REQUIRED),
  /** A role's trust policy: says who may assume it, so names no resource. */
  TRUST("resource", Subject.REQUIRED),
  /** A service control policy of an organisation. */
  SERVICE_CONTROL("scp", Subject.NONE),
  /** A resource control policy of an organisation: denies, whoever calls. */
  RESOURCE_CONTROL("rcp", Subject.REQUIRED),
  /** Attached to a VPC endpoint. */
  VPC_ENDPOINT("vpcEndpoint", Subject.REQUIRED);

  private enum Subject {
    NONE,
    REQUIRED
  }

  private final String awsName;
  private final Subject subject;

  PolicyType(String awsName, Subject subject) {
    this.awsName = awsName;
    this.subject = subject;
  }

  /** The word for it in a simulation's answer. */
  public String sourceType() {
    return awsName;
  }

  /** Whether its statements say whom they are about. */
  boolean namesPrincipals() {
    return subject == Subject.REQUIRED;
  }

  /** Whether IAM or Organizations keeps it: a Sid there is made of letters and digits only. */
  boolean hasPlainSids() {
    return this != RESOURCE && this != VPC_ENDPOINT;
  }

  /** Whether a document may carry an Id. */
  boolean mayHaveId() {
    return this == RESOURCE || this == TRUST || this == VPC_ENDPOINT;
  }

  /** Whether the type is called something in a sentence of an error. */
  String inWords() {
    return switch (this) {
      case IDENTITY -> "an identity policy";
      case BOUNDARY -> "a permissions boundary";
      case SESSION -> "a session policy";
      case RESOURCE -> "a resource policy";
      case TRUST -> "a trust policy";
      case SERVICE_CONTROL -> "a service control policy";
      case RESOURCE_CONTROL -> "a resource control policy";
      case VPC_ENDPOINT -> "a VPC endpoint policy";
    };
  }
}
