package io.cairn.findings.finding;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about findings. */
enum FindingProblem implements ProblemType {
  FINDING_UNKNOWN("finding-unknown", 404, "There is no such finding"),
  FINDING_CHANGED("finding-changed", 412, "The finding changed since it was read"),
  FINDING_FILTER("finding-filter", 400, "A filter cannot be read"),
  FINDING_UPDATE("finding-update", 400, "The update cannot be done");

  private final Kind kind;

  FindingProblem(String slug, int status, String title) {
    this.kind = new Kind(slug, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
