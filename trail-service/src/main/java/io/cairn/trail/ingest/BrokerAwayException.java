package io.cairn.trail.ingest;

/** The broker did not acknowledge all records of a body; the caller sends the whole body again. */
public final class BrokerAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerAwayException(Throwable cause) {
    super("the broker did not acknowledge the records: " + cause.getMessage(), cause);
  }
}
