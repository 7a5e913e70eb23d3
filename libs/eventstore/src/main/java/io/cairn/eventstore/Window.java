package io.cairn.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time window; both ends belong to it, null leaves that side open.
 *
 * @param from first time
 * @param to last time
 */
public record Window(@Nullable Instant from, @Nullable Instant to) {
  /** All time. */
  public static final Window ALWAYS = new Window(null, null);
}
