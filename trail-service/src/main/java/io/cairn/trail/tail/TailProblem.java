package io.cairn.trail.tail;

import io.cairn.web.problem.ProblemType;

/** Why a tail cannot be followed. */
enum TailProblem implements ProblemType {
  TOO_MANY("trail-tail-too-many", 503, "Too many tails are followed"),
  BROKER_AWAY("trail-tail-broker-away", 503, "The broker does not answer");

  private final String slug;
  private final int status;
  private final String title;

  TailProblem(String slug, int status, String title) {
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
