package io.cairn.gateway.audit;

/**
 * Neither the broker nor the database takes the record of a request, so it must not be answered.
 */
public final class AuditUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  AuditUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  AuditUnavailableException(String message) {
    super(message);
  }
}
