package io.cairn.contracts;

/** AWS Config's verdicts on a resource under a rule. */
public enum ComplianceType {
  COMPLIANT,
  NON_COMPLIANT,
  NOT_APPLICABLE,
  /** The verdict cannot be reached soundly, for instance because a fact was not recorded. */
  INSUFFICIENT_DATA
}
