package io.cairn.trail.source;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a source. */
enum SourceProblem implements ProblemType {
  UNKNOWN("trail-source-unknown", 404, "There is no such source"),
  NAME_TAKEN("trail-source-name-taken", 409, "Another source has this name"),
  INVALID("trail-source-invalid", 400, "The source's settings are not right");

  private final String slug;
  private final int status;
  private final String title;

  SourceProblem(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
