package io.cairn.sigma.correlation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a group; at most 10,000 entries. Plain values only, so that it can be stored.
 *
 * @param entries by time
 * @param fired ends of the windows that fired, for as long as their entries are kept
 * @param opened when the window began that is judged at its close, or null
 */
public record GroupState(List<Entry> entries, List<Instant> fired, @Nullable Instant opened) {
  /** Nothing seen yet. */
  public static final GroupState EMPTY = new GroupState(List.of(), List.of(), null);

  /**
   * One match that counts.
   *
   * @param at when it happened
   * @param rule the key of the rule that matched
   * @param value what is counted or reckoned with, or null where the event itself counts
   * @param eventId the event
   */
  public record Entry(Instant at, String rule, @Nullable String value, String eventId) {}
}
