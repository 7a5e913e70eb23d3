package io.cairn.sigma.correlation;

import io.cairn.sigma.SigmaCorrelation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A correlation's condition that came to hold for a group.
 *
 * @param correlation the rule
 * @param group values of its group-by
 * @param from when the first event of the window happened
 * @param at the window's end
 * @param value what was counted or reckoned
 * @param eventIds of the events that made it so, by time: at most 100, the first and the last 50
 */
public record Firing(
    SigmaCorrelation correlation,
    Map<String, String> group,
    Instant from,
    Instant at,
    double value,
    List<String> eventIds) {
  /**
   * Names the incident: the same when events are told again, so that whoever keeps firings updates
   * one instead of doubling it.
   */
  public String id() {
    long slot = Math.floorDiv(from.getEpochSecond(), correlation.timespan().toSeconds());
    return correlation.key() + '|' + String.join("|", group.values()) + '|' + slot;
  }
}
