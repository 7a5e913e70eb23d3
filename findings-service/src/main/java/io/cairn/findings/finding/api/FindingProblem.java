package io.cairn.findings.finding.api;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about findings. */
enum FindingProblem implements ProblemType {
  FINDING_UNKNOWN("finding-unknown", 404, "There is no such finding"),
  FINDING_CHANGED("finding-changed", 412, "The finding changed since it was read"),
  FINDING_FILTER("finding-filter", 400, "A filter cannot be read"),
  FINDING_UPDATE("finding-update", 400, "The update cannot be done");

  private final String slug;
  private final int status;
  private final String title;

  FindingProblem(String slug, int status, String title) {
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
