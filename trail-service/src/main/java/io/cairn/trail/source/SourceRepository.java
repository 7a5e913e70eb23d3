package io.cairn.trail.source;

import io.cairn.trail.ledger.LedgerProblem;
import io.cairn.web.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of sources. */
@Singleton
public class SourceRepository {
  private static final String UNIQUE_VIOLATION = "23505";

  private final DataSource dataSource;

  SourceRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  List<Source> list(@Nullable String after, int limit) {
    return query(
        "select * from trail_source where (?::text is null or name > ?) order by name limit ?",
        statement -> {
          statement.setString(1, after);
          statement.setString(2, after);
          statement.setInt(3, limit);
        });
  }

  /** A source by its id. */
  public Optional<Source> find(UUID id) {
    return query("select * from trail_source where id = ?", s -> s.setObject(1, id)).stream()
        .findFirst();
  }

  Source insert(UUID id, SourceSettings settings, Instant now) {
    return write(
            """
        insert into trail_source (name, kind, bucket, prefix, region, endpoint, queue_url, role_arn,
          external_id, organization_id, account_ids, regions, account_id, start_date, enabled,
          updated_at, next_poll_at, created_at, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *
        """,
            settings,
            now,
            statement -> {
              statement.setObject(18, time(now));
              statement.setObject(19, id);
            })
        .orElseThrow();
  }

  Optional<Source> update(UUID id, SourceSettings settings, Instant now) {
    return write(
        """
        update trail_source set name = ?, kind = ?, bucket = ?, prefix = ?, region = ?, endpoint = ?,
          queue_url = ?, role_arn = ?, external_id = ?, organization_id = ?, account_ids = ?,
          regions = ?, account_id = ?, start_date = ?, enabled = ?, updated_at = ?,
          next_poll_at = ?, failures = 0, code = null, detail = null, remedy = null,
          version = version + 1 where id = ? returning *
        """,
        settings,
        now,
        statement -> statement.setObject(18, id));
  }

  boolean delete(UUID id) {
    return update("delete from trail_source where id = ?", s -> s.setObject(1, id)) > 0;
  }

  boolean pollNow(UUID id, Instant now) {
    return update(
            "update trail_source set next_poll_at = ? where id = ?",
            s -> {
              s.setObject(1, time(now));
              s.setObject(2, id);
            })
        > 0;
  }

  /** Takes the sources whose time has come and that no other process has; at most {@code limit}. */
  public List<Source> claim(UUID owner, Instant now, Instant until, int limit) {
    return query(
        """
        update trail_source set locked_by = ?, locked_until = ? where id in (
          select id from trail_source where enabled and next_poll_at <= ?
            and (locked_until is null or locked_until < ?)
          order by next_poll_at limit ? for update skip locked) returning *
        """,
        statement -> {
          statement.setObject(1, owner);
          statement.setObject(2, time(until));
          statement.setObject(3, time(now));
          statement.setObject(4, time(now));
          statement.setInt(5, limit);
        });
  }

  /** Holds a source longer; false when it was taken, changed or deleted meanwhile. */
  public boolean renew(UUID id, UUID owner, Instant until, Instant updatedAt) {
    return update(
            """
            update trail_source set locked_until = ?
            where id = ? and locked_by = ? and updated_at = ? and enabled
            """,
            statement -> {
              statement.setObject(1, time(until));
              statement.setObject(2, id);
              statement.setObject(3, owner);
              statement.setObject(4, time(updatedAt));
            })
        > 0;
  }

  /** Gives a source back, with how it went. */
  public void release(
      UUID id, UUID owner, Instant now, Instant nextPollAt, @Nullable LedgerProblem problem) {
    update(
        """
        update trail_source set locked_by = null, locked_until = null, last_poll_at = ?,
          next_poll_at = ?, failures = case when ?::text is null then 0 else failures + 1 end,
          code = ?, detail = ?, remedy = ? where id = ? and locked_by = ?
        """,
        statement -> {
          statement.setObject(1, time(now));
          statement.setObject(2, time(nextPollAt));
          statement.setString(3, problem == null ? null : problem.code());
          statement.setString(4, problem == null ? null : problem.code());
          statement.setString(5, problem == null ? null : problem.detail());
          statement.setString(6, problem == null ? null : problem.remedy());
          statement.setObject(7, id);
          statement.setObject(8, owner);
        });
  }

  /** The last key read of a folder, or null. */
  public @Nullable String lastKey(UUID id, String folder) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select last_key from trail_source_folder where source_id = ? and folder = ?")) {
      select.setObject(1, id);
      select.setString(2, folder);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new SourceStoreException("reading how far a folder was read", e);
    }
  }

  /** Notes the last key read of a folder; it never goes back. */
  public void lastKey(UUID id, String folder, String key) {
    update(
        """
        insert into trail_source_folder as f (source_id, folder, last_key)
        select id, ?, ? from trail_source where id = ?
        on conflict (source_id, folder) do update set last_key = excluded.last_key
          where f.last_key collate "C" < excluded.last_key collate "C"
        """,
        statement -> {
          statement.setString(1, folder);
          statement.setString(2, key);
          statement.setObject(3, id);
        });
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private Optional<Source> write(String sql, SourceSettings s, Instant now, Binding rest) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, s.name());
      statement.setString(2, String.valueOf(s.kind()));
      statement.setString(3, s.bucket());
      statement.setString(4, s.prefix() == null ? "" : s.prefix());
      statement.setString(5, s.region());
      statement.setString(6, s.endpoint());
      statement.setString(7, s.queueUrl());
      statement.setString(8, s.roleArn());
      statement.setString(9, s.externalId());
      statement.setString(10, s.organizationId());
      statement.setArray(11, texts(connection, s.accountIds()));
      statement.setArray(12, texts(connection, s.regions()));
      statement.setString(13, s.accountId());
      statement.setObject(14, s.startDate(), Types.DATE);
      statement.setBoolean(15, s.enabled() == null || s.enabled());
      statement.setObject(16, time(now));
      statement.setObject(17, time(now));
      rest.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(source(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new ProblemException(
            SourceProblem.NAME_TAKEN, "There is a source named " + s.name() + "; choose another.");
      }
      throw new SourceStoreException("writing a source", e);
    }
  }

  private static Array texts(Connection connection, @Nullable List<String> values)
      throws SQLException {
    return connection.createArrayOf("text", SourceValidation.orEmpty(values).toArray());
  }

  private List<Source> query(String sql, Binding binding) {
    List<Source> sources = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      binding.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          sources.add(source(rows));
        }
      }
      return sources;
    } catch (SQLException e) {
      throw new SourceStoreException("reading sources", e);
    }
  }

  private int update(String sql, Binding binding) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SourceStoreException("writing a source", e);
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static List<String> list(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static Source source(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return new Source(
        row.getObject("id", UUID.class),
        row.getString("name"),
        SourceKind.valueOf(row.getString("kind")),
        row.getString("bucket"),
        row.getString("prefix"),
        row.getString("region"),
        row.getString("endpoint"),
        row.getString("queue_url"),
        row.getString("role_arn"),
        row.getString("external_id"),
        row.getString("organization_id"),
        list(row, "account_ids"),
        list(row, "regions"),
        row.getString("account_id"),
        row.getObject("start_date", LocalDate.class),
        row.getBoolean("enabled"),
        required(row, "created_at"),
        required(row, "updated_at"),
        instant(row, "last_poll_at"),
        required(row, "next_poll_at"),
        row.getInt("failures"),
        code == null
            ? null
            : new LedgerProblem(code, row.getString("detail"), row.getString("remedy")));
  }
}
