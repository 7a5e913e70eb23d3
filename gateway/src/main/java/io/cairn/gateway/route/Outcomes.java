package io.cairn.gateway.route;

import io.cairn.gateway.audit.AuditEntry.Outcome;

/** What a record says of an answer's status, with AWS's usual code for it. */
final class Outcomes {
  private Outcomes() {}

  static Outcome of(int status, String part) {
    if (status < 400) {
      return new Outcome(status, null, null);
    }
    String code =
        switch (status) {
          case 401, 403 -> "AccessDenied";
          case 404 -> "ResourceNotFoundException";
          case 409, 412 -> "ConflictException";
          case 413 -> "RequestEntityTooLargeException";
          case 429 -> "ThrottlingException";
          case 503 -> "ServiceUnavailableException";
          default -> status < 500 ? "ValidationException" : "InternalServerException";
        };
    return new Outcome(status, code, part + " answered " + status);
  }
}
