package io.cairn.cli.suite;

/** The suite said no, or what was given to it is bad; the message is the sentence to print. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status the HTTP status, 0 where it did not come from the suite
   */
  public Refused(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /** A refusal in a command's own words, where it knows better than the suite what was meant. */
  public Refused saying(String sentence) {
    return new Refused(status, sentence);
  }

  /** Whether the suite has no such thing. */
  public boolean isUnknown() {
    return status == 404;
  }

  /** Input that a command refuses before it asks the suite. */
  public Refused(String sentence) {
    this(0, sentence);
  }

  /** The HTTP status, 0 where it did not come from the suite. */
  public int status() {
    return status;
  }
}
