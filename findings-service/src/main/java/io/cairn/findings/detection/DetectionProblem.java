package io.cairn.findings.detection;

import io.cairn.web.problem.ProblemType;

/** What can be wrong with a request about detections. */
enum DetectionProblem implements ProblemType {
  SIGMA_INVALID("sigma-invalid", 400, "The Sigma file cannot be used"),
  SIGMA_TOO_LARGE("sigma-too-large", 413, "The Sigma file is too large"),
  DETECTION_UNKNOWN("detection-unknown", 404, "There is no such detection"),
  DETECTION_EXISTS("detection-exists", 409, "Another detection has that id or name"),
  DETECTION_SHIPPED("detection-shipped", 409, "A shipped detection can only be switched off"),
  DETECTION_NEEDED("detection-needed", 409, "Another detection rests on this one"),
  TRIAL_BUSY("trial-busy", 409, "Another trial runs"),
  DETECTION_STATE("detection-state", 400, "There is no such state"),
  DETECTIONS_FULL("detections-full", 409, "There are too many detections");

  private final String slug;
  private final int status;
  private final String title;

  DetectionProblem(String slug, int status, String title) {
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
