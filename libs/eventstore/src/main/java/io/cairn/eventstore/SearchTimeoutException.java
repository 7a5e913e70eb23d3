package io.cairn.eventstore;

import java.time.Duration;

/** An indexed search or count met its time limit before it had an answer. */
public final class SearchTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The limit met, by a statement that the database cancelled. */
  SearchTimeoutException(Duration limit, Throwable cause) {
    super("the search took longer than " + limit.toMillis() + " ms", cause);
  }

  /** The limit met. */
  public SearchTimeoutException(Duration limit) {
    super("the search took longer than " + limit.toMillis() + " ms");
  }
}
