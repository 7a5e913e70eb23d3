package io.cairn.eventstore;

import java.time.Duration;

/** An indexed search or count met its time limit before it had an answer. */
public final class SearchTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SearchTimeoutException(Duration limit, Throwable cause) {
    super("the search took longer than " + limit.toMillis() + " ms", cause);
  }
}
