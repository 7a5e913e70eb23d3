package io.cairn.trail.source;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a source. */
enum SourceProblem implements ProblemType {
  UNKNOWN("trail-source-unknown", 404, "There is no such source"),
  NAME_TAKEN("trail-source-name-taken", 409, "Another source has this name"),
  INVALID("trail-source-invalid", 400, "The source's settings are not right");

  private final Kind kind;

  SourceProblem(String slug, int status, String title) {
    this.kind = new Kind(slug, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
