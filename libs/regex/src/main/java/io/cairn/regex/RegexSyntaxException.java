package io.cairn.regex;

/**
 * A pattern that is malformed, too large, or asks for something that cannot be matched in linear
 * time. The position counts UTF-16 characters of the pattern from 0.
 */
public final class RegexSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  RegexSyntaxException(String message, int position) {
    super(message + " at position " + position);
    this.position = position;
  }

  /** Where in the pattern, in characters from 0. */
  public int position() {
    return position;
  }
}
