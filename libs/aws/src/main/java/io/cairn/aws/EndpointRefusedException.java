package io.cairn.aws;

import java.io.Serial;

/** An endpoint that must not be called; the message is fit for the person who configured it. */
public final class EndpointRefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  EndpointRefusedException(String message) {
    super(message);
  }

  EndpointRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
