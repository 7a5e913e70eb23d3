package io.cairn.web.problem;

import java.util.List;

/** An error that the caller is told as an RFC 9457 problem. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient List<ProblemError> errors;

  /** A problem whose detail says what was wrong, where, and what to do. */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  /** A problem with the wrong parts told one by one. */
  public ProblemException(ProblemType type, String detail, List<ProblemError> errors) {
    super(detail);
    this.type = type;
    this.errors = List.copyOf(errors);
  }

  /** A problem that another failure brought about. */
  public ProblemException(ProblemType type, String detail, Throwable cause) {
    super(detail, cause);
    this.type = type;
    this.errors = List.of();
  }

  /** The kind of error. */
  public ProblemType type() {
    return type;
  }

  /** The wrong parts; may be empty. */
  public List<ProblemError> errors() {
    return errors;
  }
}
