package io.cairn.messaging.outbox;

import java.sql.SQLException;

/** The outbox table could not be written or read. */
public class OutboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutboxException(String message, SQLException cause) {
    super(message, cause);
  }
}
