package io.cairn.findings.finding.api;

import io.cairn.web.problem.KnownProblem;
import io.cairn.web.problem.ProblemKind;

/** What can be wrong with a request about findings. */
enum FindingProblem implements KnownProblem {
  FINDING_UNKNOWN("finding-unknown", 404, "There is no such finding"),
  FINDING_CHANGED("finding-changed", 412, "The finding changed since it was read"),
  FINDING_FILTER("finding-filter", 400, "A filter cannot be read"),
  FINDING_UPDATE("finding-update", 400, "The update cannot be done");

  private final ProblemKind kind;

  FindingProblem(String slug, int status, String title) {
    this.kind = new ProblemKind(slug, status, title);
  }

  @Override
  public ProblemKind kind() {
    return kind;
  }
}
