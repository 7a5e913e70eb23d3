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

  private GuardDocumentException(String message) {
    super(message);
    this.offset = 0;
  }

  /** An error in a text of lines; both from 1. */
  public static GuardDocumentException at(int line, int column, String reason) {
    return new GuardDocumentException(
        "not a document at line %d, column %d: %s".formatted(line, column, reason));
  }

  /** The offset of the offending byte, from 0; 0 where the message has line and column. */
  public int offset() {
    return offset;
  }
}
