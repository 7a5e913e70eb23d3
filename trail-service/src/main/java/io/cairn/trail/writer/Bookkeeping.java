package io.cairn.trail.writer;

import io.cairn.eventstore.Outcome;
import io.cairn.trail.ledger.LedgerBatch;
import io.cairn.trail.ledger.LedgerBatch.Place;
import io.cairn.trail.ledger.LedgerBatch.RefusedAt;
import io.cairn.trail.ledger.Tallied;
import io.cairn.trail.tell.CausedBy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of each record, for the ledger, in the transaction that stores the batch. */
@Singleton
class Bookkeeping {
  private final LedgerBatch ledger;
  private final CausedBy causes;

  Bookkeeping(LedgerBatch ledger, CausedBy causes) {
    this.ledger = ledger;
    this.causes = causes;
  }

  void record(
      Connection connection,
      int partition,
      long nextOffset,
      List<Candidate> candidates,
      List<Outcome> outcomes,
      List<RefusedAt> refused)
      throws SQLException {
    Map<Place, Tallied> tallies = new HashMap<>();
    List<RefusedAt> letters = new ArrayList<>(refused);
    refused.forEach(r -> tally(tallies, r.place()).refused(1));
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      Tallied tally = tally(tallies, candidate.place());
      switch (outcomes.get(i)) {
        case STORED -> {
          tally.stored(candidate.event().event().eventTime());
          causes.stored(candidate.event(), candidate.correlationId());
        }
        case DUPLICATE -> tally.duplicate();
        case CONFLICT -> {
          tally.conflict();
          letters.add(conflict(candidate));
        }
      }
    }
    ledger.record(connection, partition, nextOffset, tallies, letters);
  }

  private static Tallied tally(Map<Place, Tallied> tallies, Place place) {
    return tallies.computeIfAbsent(place, _ -> new Tallied());
  }

  private static RefusedAt conflict(Candidate candidate) {
    return candidate.refused(
        "CONFLICT",
        "event "
            + candidate.event().event().eventId()
            + " is stored already with other bytes; the first is kept");
  }
}
