package io.cairn.eventstore;

import java.time.Instant;

/**
 * A record to store.
 *
 * @param accountId account it belongs to: the record's own, else its source's
 * @param event its attributes, from {@link EventScanner}
 * @param bytes the record as it came; not copied, so not to be changed
 */
public record NewEvent(String accountId, ScannedEvent event, byte[] bytes) {
  Identity identity() {
    return new Identity(event.eventTime(), event.eventId(), accountId);
  }

  /** What makes two records the same event. */
  record Identity(Instant eventTime, String eventId, String accountId) {}
}
