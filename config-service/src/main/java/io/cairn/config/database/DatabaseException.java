package io.cairn.config.database;

import java.sql.SQLException;

/** A statement failed; the cause tells consumers whether it will pass. */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message, SQLException cause) {
    super(message, cause);
  }
}
