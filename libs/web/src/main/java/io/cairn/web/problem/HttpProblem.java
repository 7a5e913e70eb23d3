package io.cairn.web.problem;

/** The errors that HTTP itself knows, whatever the feature. */
public enum HttpProblem implements ProblemType {
  BAD_REQUEST("bad-request", 400, "The request is not well formed"),
  UNAUTHENTICATED("unauthenticated", 401, "The request does not say convincingly who sends it"),
  FORBIDDEN("forbidden", 403, "The caller may not do this"),
  NOT_FOUND("not-found", 404, "There is no such thing"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This path does not take that method"),
  NOT_ACCEPTABLE("not-acceptable", 406, "The answer cannot be given in that form"),
  CONFLICT("conflict", 409, "The request does not fit the state of things"),
  PRECONDITION_FAILED("precondition-failed", 412, "It changed since it was read"),
  TOO_LARGE("too-large", 413, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type", 415, "The body is of a type that is not taken here"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  INTERNAL("internal", 500, "The service failed"),
  BAD_GATEWAY("bad-gateway", 502, "A part of the suite gave no usable answer"),
  UNAVAILABLE("unavailable", 503, "A part of the suite is away"),
  TIMEOUT("timeout", 504, "A part of the suite did not answer in time");

  private final String slug;
  private final int status;
  private final String title;

  HttpProblem(String slug, int status, String title) {
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

  /** The kind for a status; the nearest general one for a status that has none. */
  public static HttpProblem ofStatus(int status) {
    for (HttpProblem kind : values()) {
      if (kind.status == status) {
        return kind;
      }
    }
    return status < 500 ? BAD_REQUEST : INTERNAL;
  }
}
