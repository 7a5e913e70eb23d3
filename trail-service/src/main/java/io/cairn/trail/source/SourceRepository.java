package io.cairn.trail.source;

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
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of sources. */
@Singleton
public class SourceRepository {
  private static final String UNIQUE_VIOLATION = "23505";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final DataSource dataSource;
  private final SourceRows rows;

  SourceRepository(DataSource dataSource, SourceRows rows) {
    this.dataSource = dataSource;
    this.rows = rows;
  }

  List<Source> list(@Nullable String after, int limit) {
    return rows.query(
        "select * from trail_source where (?::text is null or name > ?) order by name limit ?",
        statement -> {
          statement.setString(1, after);
          statement.setString(2, after);
          statement.setInt(3, limit);
        });
  }

  /** A source by its id. */
  public Optional<Source> find(UUID id) {
    return rows.query("select * from trail_source where id = ?", s -> s.setObject(1, id)).stream()
        .findFirst();
  }

  Source insert(UUID id, SourceSettings settings, Instant now) {
    return write(
            """
        insert into trail_source (name, kind, bucket, prefix, region, endpoint, queue_url, role_arn,
          external_id, organization_id, account_ids, regions, account_id, start_date, requester_pays, enabled,
          updated_at, next_poll_at, created_at, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *
        """,
            settings,
            now,
            statement -> {
              statement.setObject(19, time(now));
              statement.setObject(20, id);
            })
        .orElseThrow();
  }

  Optional<Source> update(UUID id, SourceSettings settings, Instant now) {
    forgetFolders(id, settings);
    return write(
        """
        update trail_source set name = ?, kind = ?, bucket = ?, prefix = ?, region = ?, endpoint = ?,
          queue_url = ?, role_arn = ?, external_id = ?, organization_id = ?, account_ids = ?,
          regions = ?, account_id = ?, start_date = ?, requester_pays = ?,
          enabled = ?, updated_at = ?, next_discovery_at = null,
          next_poll_at = ?, failures = 0, code = null, detail = null, remedy = null,
          version = version + 1 where id = ? returning *
        """,
        settings,
        now,
        statement -> statement.setObject(19, id));
  }

  /** Where other keys are to be read, they are listed from their beginning. */
  private void forgetFolders(UUID id, SourceSettings settings) {
    rows.update(
        """
        delete from trail_source_folder f using trail_source s where s.id = ? and f.source_id = s.id
          and (s.bucket is distinct from ? or s.prefix is distinct from ?
            or s.start_date is distinct from ?)
        """,
        statement -> {
          statement.setObject(1, id);
          statement.setString(2, settings.bucket());
          statement.setString(3, settings.prefix() == null ? "" : settings.prefix());
          statement.setObject(4, settings.startDate(), Types.DATE);
        });
  }

  boolean delete(UUID id) {
    return rows.update("delete from trail_source where id = ?", s -> s.setObject(1, id)) > 0;
  }

  /**
   * Makes a source due, with all its folders; with {@code from}, the listing begins again at that
   * day.
   */
  boolean pollNow(UUID id, Instant now, @Nullable LocalDate from) {
    rows.update(
        """
        update trail_source_folder set next_look_at = ?, next_late_look_at = ?, quiet_looks = 0,
          caught_up = caught_up and ?::text is null,
          last_key = case when last_key > folder || ? then folder || ? else last_key end
        where source_id = ?
        """,
        s -> {
          String day = from == null ? null : from.format(DAY);
          s.setObject(1, time(now));
          s.setObject(2, time(now));
          s.setString(3, day);
          s.setString(4, day);
          s.setString(5, day);
          s.setObject(6, id);
        });
    return rows.update(
            "update trail_source set next_poll_at = ?, next_discovery_at = null where id = ?",
            s -> {
              s.setObject(1, time(now));
              s.setObject(2, id);
            })
        > 0;
  }

  /** How far a listed source is, or nothing for one that is not there. */
  Optional<SourceProgress> progress(UUID id) {
    return rows
        .query(
            """
            select s.other_folders, s.list_calls, s.last_poll_at, s.next_poll_at,
              s.next_discovery_at, count(f.folder) as folders,
              count(f.folder) filter (where not f.caught_up) as behind,
              coalesce(sum(f.keys_listed), 0) as files, min(f.next_look_at) as next_look_at,
              (select max(substring(o.last_key from length(o.folder) + 1 for 10))
                from trail_source_folder o where o.source_id = s.id) as newest_day
            from trail_source s left join trail_source_folder f on f.source_id = s.id
            where s.id = ? group by s.id
            """,
            s -> s.setObject(1, id),
            SourceProgress::read)
        .stream()
        .findFirst();
  }

  private Optional<Source> write(
      String sql, SourceSettings s, Instant now, SourceRows.Binding rest) {
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
      statement.setBoolean(15, Boolean.TRUE.equals(s.requesterPays()));
      statement.setBoolean(16, s.enabled() == null || s.enabled());
      statement.setObject(17, time(now));
      statement.setObject(18, time(now));
      rest.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(SourceRow.read(row)) : Optional.empty();
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

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
