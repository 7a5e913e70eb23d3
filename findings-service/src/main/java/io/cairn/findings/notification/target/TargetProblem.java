package io.cairn.findings.notification.target;

import io.cairn.web.problem.KnownProblem;
import io.cairn.web.problem.ProblemKind;

/** What can be wrong with a request about targets. */
public enum TargetProblem implements KnownProblem {
  TARGET_INVALID("notification-target-invalid", 400, "The target cannot be used"),
  TARGET_UNKNOWN("notification-target-unknown", 404, "There is no such target"),
  TARGET_EXISTS("notification-target-exists", 409, "Another target has that name"),
  TARGETS_FULL("notification-targets-full", 409, "There are too many targets"),
  DELIVERY_UNKNOWN("notification-delivery-unknown", 404, "There is no such delivery"),
  DELIVERY_ALIVE("notification-delivery-alive", 409, "Only a dead delivery can be replayed");

  private final ProblemKind kind;

  TargetProblem(String slug, int status, String title) {
    this.kind = new ProblemKind(slug, status, title);
  }

  @Override
  public ProblemKind kind() {
    return kind;
  }
}
