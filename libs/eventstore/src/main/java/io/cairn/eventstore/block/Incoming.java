package io.cairn.eventstore.block;

import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.codec.EventKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An event to put into a block; sorts as the store does, oldest first: time, key, account.
 *
 * @param event the event
 * @param time its time in microseconds since 1970
 * @param key the key of its id
 */
public record Incoming(NewEvent event, long time, EventKey key) implements Comparable<Incoming> {
  private static final long DAY = 86_400_000_000L;

  /** The event with its sort key. */
  public static Incoming of(NewEvent event) {
    return new Incoming(
        event,
        ChronoUnit.MICROS.between(Instant.EPOCH, event.event().eventTime()),
        EventKey.of(event.event().eventId()));
  }

  /** The UTC day, in days since 1970. */
  public int day() {
    return dayOf(time);
  }

  /** The UTC day of a time in microseconds. */
  public static int dayOf(long time) {
    return (int) Math.floorDiv(time, DAY);
  }

  @Override
  public int compareTo(Incoming other) {
    int order = Long.compare(time, other.time);
    if (order == 0) {
      order = key.compareTo(other.key);
    }
    return order != 0 ? order : event.accountId().compareTo(other.event.accountId());
  }
}
