package io.cairn.messaging.consumer;

import org.jspecify.annotations.Nullable;

/** A record that no further try will help: it goes to the dead letters at once. */
public class PoisonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A reason that says what is wrong with the record and where. */
  public PoisonException(String reason) {
    super(reason);
  }

  /** A reason and the failure that showed it. */
  public PoisonException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
