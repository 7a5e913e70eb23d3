package io.cairn.cli.guard;

/** The exit statuses of the reference tool, which scripts rely on. */
final class Statuses {

  static final int DONE = 0;

  /** {@code test}: a rule or a test file is wrong. */
  static final int TEST_ERROR = 1;

  /** {@code validate} and {@code check}: a rule, a document or an evaluation is wrong. */
  static final int ERROR = 5;

  /** {@code test}: an expectation is not met. */
  static final int MISMATCH = 7;

  /** {@code validate}: a rule fails. */
  static final int FAIL = 19;

  private Statuses() {}
}
