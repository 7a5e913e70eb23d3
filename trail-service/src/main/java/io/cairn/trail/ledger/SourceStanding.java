package io.cairn.trail.ledger;

import io.cairn.trail.ledger.LedgerEntry.SourceState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a source that records are fetched from.
 *
 * @param enabled whether it is to be read
 * @param failing whether its last look ended with a problem
 * @param nextPollAt when it is or was due
 * @param lockedUntil how long a process that looks at it now may do so, or null
 * @param lastSign when a record came last, or when it was made
 */
record SourceStanding(
    boolean enabled,
    boolean failing,
    Instant nextPollAt,
    @Nullable Instant lockedUntil,
    Instant lastSign) {

  /** Null for a line of the ledger that is no source of this kind. */
  static @Nullable SourceStanding read(ResultSet row) throws SQLException {
    Instant due = LedgerReader.time(row, "next_poll_at");
    Instant created = LedgerReader.time(row, "created_at");
    if (due == null || created == null) {
      return null;
    }
    Instant received = LedgerReader.time(row, "last_received_at");
    return new SourceStanding(
        row.getBoolean("enabled"),
        row.getString("code") != null,
        due,
        LedgerReader.time(row, "locked_until"),
        received == null ? created : received);
  }

  SourceState state(Instant now, LedgerConfig config) {
    if (!enabled) {
      return SourceState.DISABLED;
    }
    if (failing) {
      return SourceState.FAILING;
    }
    boolean looking = lockedUntil != null && now.isBefore(lockedUntil);
    if (!looking && nextPollAt.isBefore(now.minus(config.overdue()))) {
      return SourceState.OVERDUE;
    }
    return lastSign.isBefore(now.minus(config.silence())) ? SourceState.SILENT : SourceState.OK;
  }
}
