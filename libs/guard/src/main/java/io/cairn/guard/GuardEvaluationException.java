package io.cairn.guard;

/**
 * A rule file that could not be evaluated on a document: an unknown variable or rule, a function
 * that failed, {@code empty} on a number, or a limit that was reached. It ends the evaluation of
 * the whole file, so no status exists.
 */
public final class GuardEvaluationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  private GuardEvaluationException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** An error that does not know its place yet. */
  public static GuardEvaluationException of(String reason) {
    return new GuardEvaluationException(reason, 0, 0);
  }

  /** The same error with its place in the rule text, unless it already has one. */
  public GuardEvaluationException at(String name, int atLine, int atColumn) {
    if (line > 0) {
      return this;
    }
    var text = "%s (%s, line %d, column %d)".formatted(getMessage(), name, atLine, atColumn);
    var placed = new GuardEvaluationException(text, atLine, atColumn);
    placed.addSuppressed(this);
    return placed;
  }

  /** The line of the clause that failed, from 1; 0 if the error belongs to no clause. */
  public int line() {
    return line;
  }

  /** The column of the clause that failed, from 1; 0 if the error belongs to no clause. */
  public int column() {
    return column;
  }
}
