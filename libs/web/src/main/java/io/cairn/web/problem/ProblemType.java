package io.cairn.web.problem;

/** A kind of error that callers can tell apart; each feature has one enum of them. */
public interface ProblemType {

  /**
   * What a kind says of itself.
   *
   * @param slug last part of the problem's {@code type}: {@code /problems/<slug>}; stable
   * @param status HTTP status, 400 to 599
   * @param title what kind of error it is, the same for every occurrence
   */
  record Kind(String slug, int status, String title) {}

  /** What this one says. */
  Kind kind();

  /** Last part of the problem's {@code type}. */
  default String slug() {
    return kind().slug();
  }

  /** HTTP status. */
  default int status() {
    return kind().status();
  }

  /** What kind of error it is. */
  default String title() {
    return kind().title();
  }
}
