package io.cairn.guard;

/**
 * A document that is not JSON or exceeds a bound. It names the byte offset (from 0) of the first
 * byte that cannot stand where it does.
 */
public final class GuardDocumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int offset;

  /** An error at an offset from 0, with its reason in words. */
  public GuardDocumentException(int offset, String reason) {
    super("not a JSON document at byte %d: %s".formatted(offset, reason));
    this.offset = offset;
  }

  /** The offset of the offending byte, from 0. */
  public int offset() {
    return offset;
  }
}
