package io.cairn.config.discovery;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with requests about discovery. */
enum DiscoveryProblem implements ProblemType {
  JOB_UNKNOWN("discovery-job-unknown", 404, "Discovery job unknown");

  private final String slug;
  private final int status;
  private final String title;

  DiscoveryProblem(String slug, int status, String title) {
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
