package io.cairn.standalone.folder;

/**
 * Why the suite does not start, as one sentence for the person at the terminal. It names the part,
 * the port or file, and the log to read where there is one.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  /** A reason without an exception behind it. */
  public CannotStart(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** A reason whose details are in {@code cause}, for the log. */
  public CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** The sentence, for the terminal. */
  public String sentence() {
    return sentence;
  }
}
