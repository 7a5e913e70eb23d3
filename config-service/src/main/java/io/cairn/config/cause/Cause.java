package io.cairn.config.cause;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What is behind a change.
 *
 * @param status how sure that is
 * @param events the events, oldest first
 */
public record Cause(Status status, List<TouchingEvent> events) {

  /** How sure a cause is. */
  public enum Status {
    /** No event is there yet. */
    UNKNOWN,
    /** One event that names the resource. */
    KNOWN,
    /** Several events lie between two looks, or one that names only the type. */
    AMBIGUOUS,
    /** None is expected: the resource was there before anything was recorded. */
    NONE;

    /** As the API spells it. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public Cause {
    events = List.copyOf(events);
  }
}
