package io.cairn.trail.lookup;

import io.cairn.eventstore.SearchTimeoutException;
import io.cairn.trail.move.RowMove;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** When a question about events cannot be answered, and what its caller is told. */
@Singleton
class LookupBounds {
  private final RowMove move;
  private final LookupConfig config;

  LookupBounds(RowMove move, LookupConfig config) {
    this.move = move;
    this.config = config;
  }

  /** An answer from a store that is not whole would hold less than what is there. */
  void refuseWhileMoving() {
    if (!move.isDone()) {
      throw new ProblemException(
          LookupProblem.BEING_MOVED,
          "Events that an earlier version stored are being moved into the new store, %d of %d so far; look-ups answer when it is done."
              .formatted(move.progress().moved(), move.progress().total()));
    }
  }

  /** The answer of the store; a 503 problem when it takes longer than the time limit. */
  <T> T timed(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (SearchTimeoutException e) {
      throw new ProblemException(
          LookupProblem.TOO_SLOW,
          "The look-up took longer than "
              + config.timeLimit().toMillis()
              + " ms; narrow it with startTime and endTime, or with another attribute.",
          e);
    }
  }
}
