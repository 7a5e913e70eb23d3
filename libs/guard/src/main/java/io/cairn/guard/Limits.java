package io.cairn.guard;

import java.time.InstantSource;
import java.util.Optional;

/**
 * How much one evaluation may cost, and the clock that {@code now()} reads. A limit that is reached
 * ends the evaluation with a {@link GuardEvaluationException}; it never changes a verdict.
 *
 * @param steps clauses, path parts, comparisons and results together; 1 to 100,000,000
 * @param depth variables, rules and calls inside one another; 1 to 100
 * @param clock where {@code now()} takes the time from; without one the function is an error
 */
public record Limits(int steps, int depth, Optional<InstantSource> clock) {

  /** 100,000 steps, depth 100, no clock: what one rule file may spend on one item. */
  public static final Limits STANDARD = new Limits(100_000, 100, Optional.empty());

  public Limits {
    if (steps < 1 || steps > 100_000_000) {
      throw new IllegalArgumentException("steps must be 1 to 100,000,000, not " + steps);
    }
    if (depth < 1 || depth > 100) {
      throw new IllegalArgumentException("depth must be 1 to 100, not " + depth);
    }
  }
}
