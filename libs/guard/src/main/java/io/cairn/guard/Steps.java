package io.cairn.guard;

/** The one counter that bounds an evaluation, and the bound on the texts it may build. */
final class Steps {

  private static final int MAX_TEXT = 1024 * 1024;

  private final int limit;
  private int left;

  Steps(int limit) {
    this.limit = limit;
    this.left = limit;
  }

  int left() {
    return left;
  }

  int used() {
    return limit - left;
  }

  void spend(int count) {
    left -= count;
    if (left < 0) {
      throw exhausted();
    }
  }

  void bound(long textLength) {
    if (textLength > MAX_TEXT) {
      throw GuardEvaluationException.of("a text longer than 1,048,576 characters was built");
    }
  }

  GuardEvaluationException exhausted() {
    left = 0;
    return GuardEvaluationException.of("the limit of " + limit + " steps was reached");
  }
}
