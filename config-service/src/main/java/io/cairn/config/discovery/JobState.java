package io.cairn.config.discovery;

/** Where a job stands. */
public enum JobState {
  PENDING,
  RUNNING,
  /** Every unit that applies is complete. */
  COMPLETED,
  /** Some units are not; each says why. */
  PARTIAL,
  /** Nothing could be done: the account does not answer. */
  FAILED
}
