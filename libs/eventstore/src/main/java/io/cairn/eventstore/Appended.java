package io.cairn.eventstore;

import java.util.List;

/**
 * Result of an append.
 *
 * @param lease the lease to write the next batch with
 * @param outcomes one for each record given, in their order
 */
public record Appended(Lease lease, List<Outcome> outcomes) {
  /** Copies the list. */
  public Appended {
    outcomes = List.copyOf(outcomes);
  }
}
