package io.cairn.config.discovery;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with requests about discovery. */
enum DiscoveryProblem implements ProblemType {
  JOB_UNKNOWN("discovery-job-unknown", 404, "Discovery job unknown");

  private final Kind kind;

  DiscoveryProblem(String slug, int status, String title) {
    this.kind = new Kind(slug, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
