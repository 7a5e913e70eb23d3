package io.cairn.rules;

/** How much a rule that is not met matters, from least to most. */
public enum Severity {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
