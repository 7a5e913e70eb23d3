package io.cairn.sigma.cost;

import java.util.List;

/** Whether a set of rules is let in. It depends on the set alone, not on the order of its rules. */
public sealed interface Admission {
  /** The whole set's cost in nanoseconds per event. */
  double nanosPerEvent();

  /**
   * The set fits the budget.
   *
   * @param nanosPerEvent of all rules together
   */
  record Admitted(double nanosPerEvent) implements Admission {}

  /**
   * The set costs too much.
   *
   * @param nanosPerEvent of all rules together
   * @param budget what it may cost
   * @param dearest the fewest rules without which the rest fits, the dearest first
   */
  record Refused(double nanosPerEvent, double budget, List<RuleCost> dearest) implements Admission {
    /** What is wrong and what to do. */
    public String reason() {
      return "the rules come to %.0f ns an event, %.0f are allowed; first to change: %s"
          .formatted(nanosPerEvent, budget, dearest.getFirst().reason());
    }
  }
}
