package io.cairn.trail.ledger;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the ledger, by keyset. */
@Singleton
public class LedgerReader {
  private static final String ENTRIES =
      """
      with source as (
        select id::text as id, name, kind, code, detail, remedy, enabled, next_poll_at, created_at,
          locked_until from trail_source
        union all
        select known.id, known.id, upper(known.id), null, null, null, null, null, null, null
        from (select source_id as id from ledger_count union select source_id from ledger_flight
          union select source_id from ledger_file_total union select 'push') known
        where not exists (select 1 from trail_source s where s.id::text = known.id)
      )
      select s.*, coalesce(c.stored, 0) as stored, coalesce(c.duplicate, 0) as duplicate,
        coalesce(c.conflict, 0) as conflict, coalesce(c.refused, 0) as refused,
        coalesce(c.lost, 0) as lost, c.last_event_time, c.last_received_at,
        (select coalesce(sum(f.record_count), 0) from ledger_flight f
          join writer_lease l on l.partition_number = f.partition_number
            and f.record_offset >= l.next_offset
          where f.source_id = s.id) as in_flight,
        t.expected, coalesce(t.files_read, 0) as read,
        (select count(*) from ledger_object o where o.source_id = s.id and o.state = 'PENDING')
          as pending,
        (select count(*) from ledger_object o where o.source_id = s.id and o.state = 'UNREADABLE')
          as unreadable
      from source s
      left join ledger_file_total t on t.source_id = s.id
      left join lateral (
        select sum(stored) as stored, sum(duplicate) as duplicate, sum(conflict) as conflict,
          sum(refused) as refused, sum(lost) as lost, max(last_event_time) as last_event_time,
          max(last_received_at) as last_received_at
        from ledger_count where source_id = s.id) c on true
      where (?::text is null or s.id = ? or s.name = ?) and (?::text is null or s.id > ?)
      order by s.id limit ?
      """;

  private final DataSource dataSource;
  private final LedgerConfig config;
  private final Clock clock;

  LedgerReader(DataSource dataSource, LedgerConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  /** Sources by id, behind {@code after}; {@code source} is an id or a name, or null for all. */
  public List<LedgerEntry> entries(@Nullable String source, @Nullable String after, int limit) {
    return query(
        ENTRIES,
        statement -> {
          statement.setString(1, source);
          statement.setString(2, source);
          statement.setString(3, source);
          statement.setString(4, after);
          statement.setString(5, after);
          statement.setInt(6, limit);
        },
        row -> LedgerEntryRow.read(row, clock.instant(), config));
  }

  /** Where a list of files goes on. */
  public record ObjectPlace(String sourceId, String objectName) {}

  /** Files by source and name; {@code state} and {@code source} may be null. */
  public List<LedgerObject> objects(
      @Nullable String source, @Nullable String state, @Nullable ObjectPlace after, int limit) {
    return query(
        """
        select * from ledger_object where (?::text is null or source_id = ?)
          and (?::text is null or state = ?)
          and (?::text is null or (source_id, object_name) > (?, ?))
        order by source_id, object_name limit ?
        """,
        statement -> {
          statement.setString(1, source);
          statement.setString(2, source);
          statement.setString(3, state);
          statement.setString(4, state);
          statement.setString(5, after == null ? null : after.sourceId());
          statement.setString(6, after == null ? null : after.sourceId());
          statement.setString(7, after == null ? null : after.objectName());
          statement.setInt(8, limit);
        },
        LedgerReader::object);
  }

  /** Refusals, newest first. */
  public List<LedgerRefusal> refusals(@Nullable String source, @Nullable UUID before, int limit) {
    return query(
        """
        select * from ledger_refusal where (?::text is null or source_id = ?)
          and (?::uuid is null or id < ?) order by id desc limit ?
        """,
        statement -> {
          statement.setString(1, source);
          statement.setString(2, source);
          statement.setObject(3, before);
          statement.setObject(4, before);
          statement.setInt(5, limit);
        },
        LedgerReader::refusal);
  }

  private static LedgerObject object(ResultSet row) throws SQLException {
    long stored = row.getLong("stored");
    long duplicate = row.getLong("duplicate");
    long refused = row.getLong("refused");
    return new LedgerObject(
        row.getString("source_id"),
        row.getString("object_name"),
        row.getString("state"),
        number(row, "size_bytes"),
        row.getString("etag"),
        number(row, "expected"),
        stored + duplicate + refused,
        stored,
        duplicate,
        row.getLong("conflict"),
        refused,
        problem(row),
        row.getInt("attempts"),
        time(row, "next_attempt_at"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static LedgerRefusal refusal(ResultSet row) throws SQLException {
    Long index = number(row, "record_index");
    return new LedgerRefusal(
        row.getObject("id", UUID.class),
        row.getString("source_id"),
        row.getString("object_name"),
        index == null ? null : index.intValue(),
        row.getString("code"),
        row.getString("detail"),
        row.getObject("dead_letter_id", UUID.class),
        row.getObject("refused_at", OffsetDateTime.class).toInstant());
  }

  static @Nullable LedgerProblem problem(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return code == null
        ? null
        : new LedgerProblem(code, row.getString("detail"), row.getString("remedy"));
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Binding binding, Row<T> reader) {
    List<T> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      binding.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new LedgerException("reading the ledger", e);
    }
  }
}
