package io.cairn.trail.ledger;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The files of the ledger: which were read, and which could not be, why, and what to do. */
@Singleton
public class ObjectRows {
  private final DataSource dataSource;
  private final Clock clock;

  ObjectRows(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** What the ledger remembers of a file. */
  public record Known(String state, @Nullable String etag, @Nullable Long expected) {
    /** Whether it was read, in this version. */
    public boolean isRead(String version) {
      return state.equals("READ") && version.equals(etag);
    }
  }

  /** Why a file could not be read. */
  public record Trouble(String code, String detail, String remedy, @Nullable Instant retryAt) {}

  /** What is known of these files; unknown ones are absent. */
  public Map<String, Known> known(String sourceId, Collection<String> names) {
    Map<String, Known> known = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select object_name, state, etag, expected from ledger_object
                where source_id = ? and object_name = any (?)
                """)) {
      Array array = connection.createArrayOf("text", names.toArray());
      select.setString(1, sourceId);
      select.setArray(2, array);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long expected = rows.getLong(4);
          known.put(
              rows.getString(1),
              new Known(rows.getString(2), rows.getString(3), rows.wasNull() ? null : expected));
        }
      }
      return known;
    } catch (SQLException e) {
      throw new LedgerException("reading files of the ledger", e);
    }
  }

  /** Notes files that are to be read; those known already stay as they are. */
  public void announce(String sourceId, Collection<String> names) {
    update(
        "noting files to be read",
        """
        insert into ledger_object (source_id, object_name, state, first_seen_at, updated_at)
          select ?, name, 'PENDING', ?, ? from unnest(?) as name
        on conflict (source_id, object_name) do nothing
        """,
        statement -> {
          statement.setString(1, sourceId);
          statement.setObject(2, LedgerCounts.time(clock.instant()));
          statement.setObject(3, LedgerCounts.time(clock.instant()));
          statement.setArray(4, statement.getConnection().createArrayOf("text", names.toArray()));
        });
  }

  /** Takes something out of the ledger that was noted as unreadable and is no more. */
  public void forget(String sourceId, String name) {
    update(
        "forgetting what was unreadable",
        "delete from ledger_object where source_id = ? and object_name = ? and state = 'UNREADABLE'",
        statement -> {
          statement.setString(1, sourceId);
          statement.setString(2, name);
        });
  }

  /** Notes that a file was read and all its records accepted or refused. */
  public void read(String sourceId, String name, String etag, long size, long expected) {
    update(
        "noting a file as read",
        """
        with before as (
          select count(*) as was_read from ledger_object
          where source_id = ? and object_name = ? and state = 'READ'),
        noted as (
          insert into ledger_object as o (source_id, object_name, state, etag, size_bytes, expected,
            attempts, first_seen_at, updated_at) values (?, ?, 'READ', ?, ?, ?, 1, ?, ?)
          on conflict (source_id, object_name) do update set state = 'READ', etag = excluded.etag,
            size_bytes = excluded.size_bytes, expected = excluded.expected, code = null,
            detail = null, remedy = null, next_attempt_at = null, attempts = o.attempts + 1,
            updated_at = excluded.updated_at)
        insert into ledger_file_total as t (source_id, files_read, expected)
          select ?, 1 - was_read, ? from before
        on conflict (source_id) do update set files_read = t.files_read + excluded.files_read,
          expected = t.expected + excluded.expected
        """,
        statement -> {
          statement.setString(1, sourceId);
          statement.setString(2, name);
          statement.setString(3, sourceId);
          statement.setString(4, name);
          statement.setString(5, etag);
          statement.setLong(6, size);
          statement.setLong(7, expected);
          statement.setObject(8, LedgerCounts.time(clock.instant()));
          statement.setObject(9, LedgerCounts.time(clock.instant()));
          statement.setString(10, sourceId);
          statement.setLong(11, expected);
        });
  }

  /** Notes that a file could not be read. */
  public void unreadable(
      String sourceId, String name, @Nullable String etag, @Nullable Long size, Trouble trouble) {
    update(
        "noting a file as unreadable",
        """
        with before as (
          select count(*) as was_read from ledger_object
          where source_id = ? and object_name = ? and state = 'READ'),
        noted as (
          insert into ledger_object as o (source_id, object_name, state, etag, size_bytes, code,
            detail, remedy, next_attempt_at, attempts, first_seen_at, updated_at)
          values (?, ?, 'UNREADABLE', ?, ?, ?, ?, ?, ?, 1, ?, ?)
          on conflict (source_id, object_name) do update set state = 'UNREADABLE',
            etag = excluded.etag, size_bytes = excluded.size_bytes, code = excluded.code,
            detail = excluded.detail, remedy = excluded.remedy,
            next_attempt_at = excluded.next_attempt_at, attempts = o.attempts + 1,
            updated_at = excluded.updated_at)
        insert into ledger_file_total as t (source_id, files_read)
          select ?, -was_read from before
        on conflict (source_id) do update set files_read = t.files_read + excluded.files_read
        """,
        statement -> {
          statement.setString(1, sourceId);
          statement.setString(2, name);
          statement.setString(3, sourceId);
          statement.setString(4, name);
          statement.setString(5, etag);
          statement.setObject(6, size);
          statement.setString(7, trouble.code());
          statement.setString(8, trouble.detail().replace('\0', '\uFFFD'));
          statement.setString(9, trouble.remedy());
          statement.setObject(10, LedgerCounts.time(trouble.retryAt()));
          statement.setObject(11, LedgerCounts.time(clock.instant()));
          statement.setObject(12, LedgerCounts.time(clock.instant()));
          statement.setString(13, sourceId);
        });
  }

  /** A file to try again. */
  public record Retry(String name, int attempts) {}

  /** Files whose time for another try has come, oldest first. */
  public List<Retry> due(String sourceId, int limit) {
    List<Retry> due = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select object_name, attempts from ledger_object
                where source_id = ? and next_attempt_at <= ? order by next_attempt_at limit ?
                """)) {
      select.setString(1, sourceId);
      select.setObject(2, LedgerCounts.time(clock.instant()));
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          due.add(new Retry(rows.getString(1), rows.getInt(2)));
        }
      }
      return due;
    } catch (SQLException e) {
      throw new LedgerException("reading files to try again", e);
    }
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private void update(String what, String sql, Binding binding) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new LedgerException(what, e);
    }
  }
}
