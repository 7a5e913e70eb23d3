package io.cairn.trail.writer;

import io.cairn.eventstore.NewEvent;
import io.cairn.trail.ledger.LedgerBatch.Place;
import io.cairn.trail.ledger.LedgerBatch.RefusedAt;
import io.cairn.trail.ledger.RefusedBytes;
import org.jspecify.annotations.Nullable;

/**
 * An event to store, and where it came from.
 *
 * @param event the event
 * @param place its source and file
 * @param index its place in the Kafka record, from 0
 * @param correlationId id of the request or job that brought it, or null
 */
record Candidate(NewEvent event, Place place, int index, @Nullable String correlationId) {
  RefusedAt refused(String code, String detail) {
    return new RefusedAt(
        place,
        event.accountId(),
        new RefusedBytes(index, code, detail, event.bytes()),
        correlationId);
  }
}
