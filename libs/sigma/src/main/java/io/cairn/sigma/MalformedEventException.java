package io.cairn.sigma;

/**
 * An event that is not one JSON object, is nested too deep, or repeats a key that a rule reads. The
 * event was not judged; the caller must not count it as without matches.
 */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /** For the engine; {@code offset} counts bytes from the event's first. */
  public MalformedEventException(String message, int offset) {
    super(message + " at byte " + offset);
    this.offset = offset;
  }

  /** Where in the event, in bytes from its first. */
  public int offset() {
    return offset;
  }
}
