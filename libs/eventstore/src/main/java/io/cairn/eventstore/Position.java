package io.cairn.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A place in the store's order, newest first: time, then id, then account, each descending by
 * bytes. It is what the event itself holds, so a token made of it outlives any change of layout.
 */
public record Position(Instant eventTime, String eventId, String accountId) {

  /** The token that goes on behind this place. */
  String token() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, eventTime) + "," + accountId + "," + eventId;
  }

  /** Reads {@link #token()}. Throws {@link IllegalArgumentException} for anything else. */
  static Position ofToken(String token) {
    String[] parts = token.split(",", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a token of the event store: " + token);
    }
    long micros = Long.parseLong(parts[0]);
    return new Position(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), parts[2], parts[1]);
  }
}
