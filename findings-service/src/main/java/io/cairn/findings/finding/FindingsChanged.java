package io.cairn.findings.finding;

import java.util.List;

/**
 * Findings changed: fired in the transaction that changes them, so that what an observer writes is
 * there just when the change is. An observer that throws rolls the change back.
 *
 * @param changes in the order they happened
 */
public record FindingsChanged(List<FindingChange> changes) {
  /** Copies the list. */
  public FindingsChanged {
    changes = List.copyOf(changes);
  }
}
