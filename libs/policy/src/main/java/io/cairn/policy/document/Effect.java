package io.cairn.policy.document;

/**
 * What a matching statement does. The spelling in a document is exact: {@code Allow}, {@code Deny}.
 */
public enum Effect {
  /** The statement grants, unless some statement denies. */
  ALLOW,
  /** The statement denies, whatever any other grants. */
  DENY
}
