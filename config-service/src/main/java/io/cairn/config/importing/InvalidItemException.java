package io.cairn.config.importing;

/** An item whose members cannot be made sense of; the message says which and why. */
final class InvalidItemException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidItemException(String detail) {
    super(detail);
  }
}
