package io.cairn.trail.ledger;

import java.sql.SQLException;

/** The ledger's database refused or went away; nothing of the call took effect. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerException(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
