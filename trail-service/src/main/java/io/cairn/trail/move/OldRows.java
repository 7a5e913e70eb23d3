package io.cairn.trail.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of the row store, and how far they were moved. */
final class OldRows {
  private static final int MAX_BYTES = 8 << 20;
  private static final int FETCH = 100;

  private OldRows() {}

  /** The partition under which the store takes moved events; no log has one of this number. */
  static final int PARTITION = -2;

  /**
   * A row.
   *
   * @param time when it happened
   * @param eventId its id
   * @param accountId its account
   * @param raw the record as it came
   */
  record Row(Instant time, String eventId, String accountId, byte[] raw) {}

  /** How far the move is: the last row that is in a block. */
  record Place(long moved, long total, Instant time, String eventId, String accountId) {}

  /** Whether the row store's tables are there. */
  static boolean exist(Connection connection) throws SQLException {
    return is(connection, "select to_regclass('event') is not null");
  }

  static boolean isEmpty(Connection connection) throws SQLException {
    return is(connection, "select not exists (select 1 from event)");
  }

  private static boolean is(Connection connection, String sql) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Lets no writer of the row store add anything: each stores a batch together with its row here.
   * It keeps what it has in Kafka, as while the database is away.
   */
  static void close(Connection connection) throws SQLException {
    if (!is(
        connection, "select exists (select 1 from pg_constraint where conname = 'ck_closed')")) {
      execute(
          connection, "alter table event_batch add constraint ck_closed check (false) not valid");
    }
  }

  /** How far it is; begins it when it has not begun. */
  static Place place(Connection connection) throws SQLException {
    Place known = known(connection);
    if (known != null) {
      return known;
    }
    execute(
        connection,
        "insert into row_move (moved, total, event_time, event_id, account_id)"
            + " select 0, count(*), '1970-01-01 00:00:00+00', '', '' from event");
    Place begun = known(connection);
    if (begun == null) {
      throw new SQLException("row_move is empty");
    }
    return begun;
  }

  private static @Nullable Place known(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select moved, total, event_time, event_id, account_id from row_move")) {
      return row.next()
          ? new Place(
              row.getLong(1), row.getLong(2), time(row, 3), row.getString(4), row.getString(5))
          : null;
    }
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The next rows, up to 8 MiB of records. The connection must not commit by itself. */
  static List<Row> after(Connection connection, Place place, int most) throws SQLException {
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select event_time, event_id, account_id, raw from event
            where (event_time, event_id, account_id) > (?, ?, ?)
            order by event_time, event_id, account_id limit ?
            """)) {
      select.setFetchSize(FETCH);
      select.setObject(1, place.time().atOffset(ZoneOffset.UTC));
      select.setString(2, place.eventId());
      select.setString(3, place.accountId());
      select.setInt(4, most);
      try (ResultSet found = select.executeQuery()) {
        while (bytes < MAX_BYTES && found.next()) {
          byte[] raw = found.getBytes(4);
          rows.add(new Row(time(found, 1), found.getString(2), found.getString(3), raw));
          bytes += raw.length;
        }
      }
    }
    return rows;
  }

  /** Notes that rows are moved up to this one, in the transaction that stored their blocks. */
  static void moved(Connection connection, long moved, Row last) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update row_move set moved = ?, event_time = ?, event_id = ?, account_id = ?")) {
      update.setLong(1, moved);
      update.setTimestamp(2, Timestamp.from(last.time()));
      update.setString(3, last.eventId());
      update.setString(4, last.accountId());
      update.executeUpdate();
    }
  }

  /** Drops the tables; what was moved belongs to no partition from now on. */
  static void drop(Connection connection) throws SQLException {
    execute(connection, "set local lock_timeout = '10s'");
    execute(connection, "drop table event, event_batch");
    execute(connection, "delete from row_move");
    execute(
        connection,
        "update open_block set partition_number = -1 where partition_number = " + PARTITION);
    execute(connection, "delete from writer_lease where partition_number = " + PARTITION);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
