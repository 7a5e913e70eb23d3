package io.cairn.sigma;

/** How bad a match is, in rising order. */
public enum RuleLevel {
  /** Worth keeping, not worth a look. */
  INFORMATIONAL,
  /** Worth a look in numbers. */
  LOW,
  /** Worth a look. */
  MEDIUM,
  /** To be looked at soon. */
  HIGH,
  /** To be looked at now. */
  CRITICAL
}
