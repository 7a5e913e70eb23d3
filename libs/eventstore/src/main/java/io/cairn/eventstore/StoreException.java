package io.cairn.eventstore;

import java.sql.SQLException;

/** The database refused or went away; the cause says which. Nothing of the call took effect. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was tried, and the cause. */
  public StoreException(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
