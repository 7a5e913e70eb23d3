package io.cairn.eventstore.codec;

/** Stored bytes are not what their format says; the message tells what and at which byte. */
public final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Damage found by a check of the bytes. */
  public DamagedException(String what) {
    super(what);
  }

  /** Damage found by a library that was given the bytes. */
  public DamagedException(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
