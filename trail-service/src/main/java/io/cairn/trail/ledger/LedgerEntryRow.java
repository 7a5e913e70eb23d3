package io.cairn.trail.ledger;

import io.cairn.trail.ledger.LedgerEntry.ExpectedBasis;
import io.cairn.trail.ledger.LedgerEntry.SourceState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** Reads a source's line from its row. */
final class LedgerEntryRow {
  private LedgerEntryRow() {}

  static LedgerEntry read(ResultSet row, Instant now, LedgerConfig config) throws SQLException {
    long stored = row.getLong("stored");
    long duplicate = row.getLong("duplicate");
    long refused = row.getLong("refused");
    long inFlight = row.getLong("in_flight");
    long lost = row.getLong("lost");
    long read = row.getLong("read");
    long pending = row.getLong("pending");
    long unreadable = row.getLong("unreadable");
    Long expected = LedgerReader.number(row, "expected");
    SourceStanding standing = SourceStanding.read(row);
    SourceState state = standing == null ? null : standing.state(now, config);
    boolean files = expected != null || state != null;
    return new LedgerEntry(
        row.getString("id"),
        row.getString("name"),
        row.getString("kind").toUpperCase(Locale.ROOT),
        state,
        expected,
        expected == null ? ExpectedBasis.UNKNOWN : ExpectedBasis.FILES_READ,
        stored + duplicate + refused + inFlight + lost,
        stored,
        duplicate,
        row.getLong("conflict"),
        refused,
        inFlight,
        lost,
        files ? read + pending + unreadable : null,
        read,
        pending,
        unreadable,
        LedgerReader.time(row, "last_event_time"),
        LedgerReader.time(row, "last_received_at"),
        LedgerReader.problem(row));
  }
}
