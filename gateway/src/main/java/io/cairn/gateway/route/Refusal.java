package io.cairn.gateway.route;

import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemType;

/** A request goes no further. Carries what the caller is told and the error code of the record. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final String awsCode;

  Refusal(ProblemType type, String awsCode, String detail) {
    super(detail);
    this.type = type;
    this.awsCode = awsCode;
  }

  static Refusal malformed(String detail) {
    return new Refusal(HttpProblem.BAD_REQUEST, "ValidationException", detail);
  }

  static Refusal unauthenticated(String awsCode, String detail) {
    return new Refusal(HttpProblem.UNAUTHENTICATED, awsCode, detail);
  }

  static Refusal unavailable(String detail) {
    return new Refusal(HttpProblem.UNAVAILABLE, "ServiceUnavailableException", detail);
  }

  ProblemType type() {
    return type;
  }

  String awsCode() {
    return awsCode;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
