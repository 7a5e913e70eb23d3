package io.cairn.cli.suite;

/** There is no suite, or it cannot be reached; the message is the sentence to print. */
public final class NotRunning extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Nobody to ask. */
  public NotRunning(String sentence) {
    super(sentence);
  }

  /** Nobody answers. */
  public NotRunning(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
