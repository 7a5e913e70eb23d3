package io.cairn.messaging.deadletter;

import java.sql.SQLException;

/** The table of dead letters could not be written or read. */
public class DeadLetterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeadLetterException(String message, SQLException cause) {
    super(message, cause);
  }
}
