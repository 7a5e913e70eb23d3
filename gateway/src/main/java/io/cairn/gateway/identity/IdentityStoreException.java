package io.cairn.gateway.identity;

/** The database that holds users and keys does not answer as it should. */
public final class IdentityStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdentityStoreException(Throwable cause) {
    super("the identities' database failed", cause);
  }
}
