package io.cairn.guard;

/**
 * A rule text that does not parse. It names the furthest place the parser reached (line and column
 * from 1) and what would have been accepted there.
 */
public final class GuardSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String expected;

  /** An error at a line and column from 1. */
  public GuardSyntaxException(String name, int line, int column, String expected) {
    super("%s does not parse at line %d, column %d: %s".formatted(name, line, column, expected));
    this.line = line;
    this.column = column;
    this.expected = expected;
  }

  /** The line of the place, from 1. */
  public int line() {
    return line;
  }

  /** The column of the place in UTF-16 units, from 1. */
  public int column() {
    return column;
  }

  /** What was expected there, or what is wrong there, in words. */
  public String expected() {
    return expected;
  }
}
