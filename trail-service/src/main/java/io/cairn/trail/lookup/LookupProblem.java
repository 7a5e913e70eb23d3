package io.cairn.trail.lookup;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a look-up. */
enum LookupProblem implements ProblemType {
  PARAMETER("trail-lookup-parameter", 400, "A parameter of the look-up is not understood"),
  BEING_MOVED("trail-events-being-moved", 503, "Stored events are being moved"),
  TOO_SLOW("trail-lookup-too-slow", 503, "The look-up takes too long");

  private final String slug;
  private final int status;
  private final String title;

  LookupProblem(String slug, int status, String title) {
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
