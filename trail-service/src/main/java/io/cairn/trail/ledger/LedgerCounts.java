package io.cairn.trail.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Adds to the counters of sources and files, in the caller's transaction. */
final class LedgerCounts {
  /** Slot of what was refused before it reached Kafka. */
  static final int DOOR = -1;

  private LedgerCounts() {}

  static void add(Connection connection, String sourceId, int slot, Tallied tally, Instant now)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into ledger_count as c (source_id, slot, stored, duplicate, conflict, refused,
              last_event_time, last_received_at) values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (source_id, slot) do update set
              stored = c.stored + excluded.stored, duplicate = c.duplicate + excluded.duplicate,
              conflict = c.conflict + excluded.conflict, refused = c.refused + excluded.refused,
              last_event_time = greatest(c.last_event_time, excluded.last_event_time),
              last_received_at = greatest(c.last_received_at, excluded.last_received_at)
            """)) {
      upsert.setString(1, sourceId);
      upsert.setInt(2, slot);
      bindCounts(upsert, 3, tally);
      upsert.setObject(7, time(tally.lastEventTime()), Types.TIMESTAMP_WITH_TIMEZONE);
      upsert.setObject(8, time(now), Types.TIMESTAMP_WITH_TIMEZONE);
      upsert.executeUpdate();
    }
  }

  static void addToObject(
      Connection connection, String sourceId, String objectName, Tallied tally, Instant now)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into ledger_object as o (source_id, object_name, state, stored, duplicate,
              conflict, refused, first_seen_at, updated_at) values (?, ?, 'PENDING', ?, ?, ?, ?, ?, ?)
            on conflict (source_id, object_name) do update set
              stored = o.stored + excluded.stored, duplicate = o.duplicate + excluded.duplicate,
              conflict = o.conflict + excluded.conflict, refused = o.refused + excluded.refused,
              updated_at = excluded.updated_at
            """)) {
      upsert.setString(1, sourceId);
      upsert.setString(2, objectName);
      bindCounts(upsert, 3, tally);
      upsert.setObject(7, time(now), Types.TIMESTAMP_WITH_TIMEZONE);
      upsert.setObject(8, time(now), Types.TIMESTAMP_WITH_TIMEZONE);
      upsert.executeUpdate();
    }
  }

  private static void bindCounts(PreparedStatement statement, int from, Tallied tally)
      throws SQLException {
    statement.setLong(from, tally.storedCount());
    statement.setLong(from + 1, tally.duplicateCount());
    statement.setLong(from + 2, tally.conflictCount());
    statement.setLong(from + 3, tally.refusedCount());
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
