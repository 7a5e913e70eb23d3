package io.cairn.guard.limit;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.regex.guard.Budget;

/** The one counter that bounds an evaluation, and the bound on the texts it may build. */
public class Steps extends Budget {

  private static final int MAX_TEXT = 1024 * 1024;

  private int limit;
  private int left;

  public Steps(int limit) {
    this.limit = limit;
    this.left = limit;
  }

  /** Starts to count anew. */
  protected final void restart(int steps) {
    limit = steps;
    left = steps;
  }

  public final int left() {
    return left;
  }

  public final int used() {
    return limit - left;
  }

  @Override
  public final void spend(int count) {
    left -= count;
    if (left < 0) {
      throw exhausted();
    }
  }

  public final void bound(long textLength) {
    if (textLength > MAX_TEXT) {
      throw GuardEvaluationException.of("a text longer than 1,048,576 characters was built");
    }
  }

  public final GuardEvaluationException exhausted() {
    left = 0;
    return GuardEvaluationException.of("the limit of " + limit + " steps was reached");
  }
}
