package io.cairn.findings.notification.target;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about targets. */
public enum TargetProblem implements ProblemType {
  TARGET_INVALID("notification-target-invalid", 400, "The target cannot be used"),
  TARGET_UNKNOWN("notification-target-unknown", 404, "There is no such target"),
  TARGET_EXISTS("notification-target-exists", 409, "Another target has that name"),
  TARGETS_FULL("notification-targets-full", 409, "There are too many targets"),
  DELIVERY_UNKNOWN("notification-delivery-unknown", 404, "There is no such delivery"),
  DELIVERY_ALIVE("notification-delivery-alive", 409, "Only a dead delivery can be replayed");

  private final String slug;
  private final int status;
  private final String title;

  TargetProblem(String slug, int status, String title) {
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
