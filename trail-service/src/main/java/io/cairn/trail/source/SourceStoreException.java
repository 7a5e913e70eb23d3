package io.cairn.trail.source;

import java.sql.SQLException;

/** The sources' database refused or went away. */
public final class SourceStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SourceStoreException(String what, SQLException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
