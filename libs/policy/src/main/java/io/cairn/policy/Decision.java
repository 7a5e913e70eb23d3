package io.cairn.policy;

/** The three results that AWS tells apart. Only {@link #ALLOWED} lets a request through. */
public enum Decision {
  /** Some statement grants and none denies. */
  ALLOWED,
  /** Some matching statement denies. */
  EXPLICIT_DENY,
  /** No statement matches: everything is denied by default. */
  IMPLICIT_DENY
}
