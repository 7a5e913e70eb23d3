package io.cairn.aws;

import java.io.Serial;

/** A call that was given up because its thread was told to stop; nothing is known of its result. */
public final class AwsCallsStoppedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  AwsCallsStoppedException(InterruptedException cause) {
    super("stopped while waiting to call AWS", cause);
  }
}
