package io.cairn.rules;

/**
 * A rule file that does not have the form of docs/reference/rule-files.md. Names the file, the line
 * and the column (from 1), and what is wrong there.
 */
public final class RuleFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  RuleFileException(String file, int line, int column, String reason) {
    super("%s, line %d, column %d: %s".formatted(file, line, column, reason));
    this.line = line;
    this.column = column;
  }

  /** The line of the place, from 1. */
  public int line() {
    return line;
  }

  /** The column of the place, from 1. */
  public int column() {
    return column;
  }
}
