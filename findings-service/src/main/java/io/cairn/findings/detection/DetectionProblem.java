package io.cairn.findings.detection;

import io.cairn.web.problem.KnownProblem;
import io.cairn.web.problem.ProblemKind;

/** What can be wrong with a request about detections. */
enum DetectionProblem implements KnownProblem {
  SIGMA_INVALID("sigma-invalid", 400, "The Sigma file cannot be used"),
  SIGMA_TOO_LARGE("sigma-too-large", 413, "The Sigma file is too large"),
  DETECTION_UNKNOWN("detection-unknown", 404, "There is no such detection"),
  DETECTION_EXISTS("detection-exists", 409, "Another detection has that id or name"),
  DETECTION_SHIPPED("detection-shipped", 409, "A shipped detection can only be switched off"),
  DETECTIONS_FULL("detections-full", 409, "There are too many detections");

  private final ProblemKind kind;

  DetectionProblem(String slug, int status, String title) {
    this.kind = new ProblemKind(slug, status, title);
  }

  @Override
  public ProblemKind kind() {
    return kind;
  }
}
