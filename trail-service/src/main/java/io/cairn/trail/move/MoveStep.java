package io.cairn.trail.move;

import io.cairn.eventstore.Appended;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.Outcome;
import io.cairn.eventstore.Refusal;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.trail.ledger.LedgerBatch;
import io.cairn.trail.ledger.LedgerBatch.Place;
import io.cairn.trail.ledger.LedgerBatch.RefusedAt;
import io.cairn.trail.ledger.RefusedBytes;
import io.cairn.trail.move.OldRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Moves some rows: their blocks, the number of rows moved and the place of the last one commit
 * together, under a lease of their own, so that a crash at any point moves each row once.
 */
final class MoveStep {
  private static final Place SOURCE = new Place("row-store", "");

  private final BlockEventStore store;
  private final LedgerBatch ledger;
  private final EventScanner scanner = new EventScanner();
  private final List<NewEvent> events = new ArrayList<>();
  private final List<RefusedAt> refused = new ArrayList<>();

  MoveStep(BlockEventStore store, LedgerBatch ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /** Moves the rows; gives the lease to go on with. */
  Lease move(Lease lease, List<Row> rows) {
    events.clear();
    refused.clear();
    rows.forEach(this::take);
    long moved = lease.nextOffset() + rows.size();
    Appended appended =
        store.append(
            lease,
            moved,
            events,
            (connection, outcomes) -> {
              refuseKnown(outcomes);
              OldRows.moved(connection, moved, rows.getLast());
              ledger.record(connection, lease.partition(), moved, Map.of(), refused);
            });
    return appended.lease();
  }

  private void take(Row row) {
    switch (scanner.scan(row.raw())) {
      case ScannedEvent event -> events.add(new NewEvent(row.accountId(), event, row.raw()));
      case Refusal refusal -> refuse(row, refusal.code().name(), refusal.detail());
    }
  }

  /** A row whose record names another time or id than the row may be one that is there already. */
  private void refuseKnown(List<Outcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) == Outcome.CONFLICT) {
        NewEvent event = events.get(i);
        var row =
            new Row(
                event.event().eventTime(),
                event.event().eventId(),
                event.accountId(),
                event.bytes());
        refuse(row, "CONFLICT", "this event is stored already with other bytes");
      }
    }
  }

  private void refuse(Row row, String code, String detail) {
    refused.add(
        new RefusedAt(
            SOURCE,
            row.accountId(),
            new RefusedBytes(0, code, "event " + row.eventId() + ": " + detail, row.raw()),
            null));
  }
}
