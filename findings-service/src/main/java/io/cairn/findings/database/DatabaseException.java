package io.cairn.findings.database;

import java.sql.SQLException;

/** PostgreSQL refused or could not be reached; the cause tells consumers whether it will pass. */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message, SQLException cause) {
    super(message, cause);
  }
}
