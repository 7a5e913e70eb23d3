package io.cairn.rules;

/** What a rule says of one resource, in AWS Config's words. */
public enum Verdict {
  COMPLIANT,
  NON_COMPLIANT,
  /** The rule has nothing to say about this resource. */
  NOT_APPLICABLE,
  /** A fact the rule needs was not recorded; never shown as compliant. */
  INSUFFICIENT_DATA
}
