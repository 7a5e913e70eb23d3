package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;

/** A condition that cannot be read, with the character where. */
final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final DiagnosticCode code;
  private final int offset;

  ConditionException(DiagnosticCode code, String message, int offset) {
    super(message);
    this.code = code;
    this.offset = offset;
  }

  DiagnosticCode code() {
    return code;
  }

  int offset() {
    return offset;
  }
}
