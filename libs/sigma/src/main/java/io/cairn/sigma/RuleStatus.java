package io.cairn.sigma;

/** How far its author trusts a rule. */
public enum RuleStatus {
  /** Proven in use. */
  STABLE,
  /** Nearly so. */
  TEST,
  /** May be noisy. */
  EXPERIMENTAL,
  /** Replaced by another. */
  DEPRECATED,
  /** Cannot be used as it is. */
  UNSUPPORTED
}
