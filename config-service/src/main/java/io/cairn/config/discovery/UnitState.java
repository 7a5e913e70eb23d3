package io.cairn.config.discovery;

/** Where a unit of work stands. */
public enum UnitState {
  PENDING,
  RUNNING,
  /** Every page came. Only such a list deletes. */
  COMPLETED,
  /** AWS failed in between; nothing was deleted. */
  INCOMPLETE,
  /** AWS denied the list. */
  DENIED,
  /** The service is not offered or not turned on there. */
  NOT_APPLICABLE,
  /** The account does not answer. */
  UNREACHABLE,
  /** The account was removed meanwhile. */
  CANCELLED
}
