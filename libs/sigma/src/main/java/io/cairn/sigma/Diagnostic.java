package io.cairn.sigma;

/**
 * One thing that the linter says about a file. The code is stable and meant for machines, the
 * message for people.
 *
 * @param code which check spoke
 * @param file the name given to the parser
 * @param line from 1
 * @param column from 1
 * @param message what is wrong and what to do
 */
public record Diagnostic(DiagnosticCode code, String file, int line, int column, String message) {
  /** Whether the rule was refused or only commented on. */
  public enum Severity {
    /** The document yields no rule. */
    ERROR,
    /** The rule is read as written, but may not mean what its author thinks. */
    WARNING
  }

  /** The severity, which the code decides. */
  public Severity severity() {
    return code.severity();
  }

  /** Whether the document was refused. */
  public boolean isError() {
    return severity() == Severity.ERROR;
  }

  /** {@code file:line:column: error SIG021: message}. */
  @Override
  public String toString() {
    String word = isError() ? "error" : "warning";
    return "%s:%d:%d: %s %s: %s".formatted(file, line, column, word, code.id(), message);
  }
}
