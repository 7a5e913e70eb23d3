package io.cairn.trail.lookup;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a look-up. */
enum LookupProblem implements ProblemType {
  PARAMETER("trail-lookup-parameter", 400, "A parameter of the look-up is not understood"),
  TOO_SLOW("trail-lookup-too-slow", 503, "The look-up takes too long");

  private final Kind kind;

  LookupProblem(String slug, int status, String title) {
    this.kind = new Kind(slug, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
