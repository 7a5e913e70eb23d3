package io.cairn.trail.ingest;

/** A body or file that cannot be taken apart into records; nothing of it was accepted. */
public final class MalformedInputException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of fault it is. */
  public enum Code {
    EMPTY,
    COUNT_MISMATCH,
    UNKNOWN_FORMAT,
    NOT_RECORDS,
    TRUNCATED,
    GZIP_DAMAGED,
    GZIP_BOMB,
    TOO_LARGE,
    TOO_MANY_RECORDS,
    TOO_MANY_BAD_RECORDS
  }

  private final Code code;
  private final long offset;

  MalformedInputException(Code code, long offset, String detail) {
    super(detail + ", at byte " + offset);
    this.code = code;
    this.offset = offset;
  }

  /** What kind of fault it is. */
  public Code code() {
    return code;
  }

  /** Byte offset, after inflating where the fault lies in the text. */
  public long offset() {
    return offset;
  }
}
