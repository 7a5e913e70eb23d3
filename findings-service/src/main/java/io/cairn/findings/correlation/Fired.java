package io.cairn.findings.correlation;

import io.cairn.sigma.correlation.Firing;
import java.util.List;

/**
 * A correlation that fired, for the first time in its group's timespan.
 *
 * @param firing what fired and why
 * @param witnesses its events by time, at most 100; never empty
 */
public record Fired(Firing firing, List<Witness> witnesses) {
  /** The event that made it fire, or the window's last. */
  public Witness last() {
    return witnesses.getLast();
  }
}
