package io.cairn.web.problem;

/** A kind of error that callers can tell apart; each feature has one enum of them. */
public interface ProblemType {
  /** Last part of the problem's {@code type}: {@code /problems/<slug>}. Stable. */
  String slug();

  /** HTTP status. */
  int status();

  /** What kind of error it is, the same for every occurrence. */
  String title();
}
