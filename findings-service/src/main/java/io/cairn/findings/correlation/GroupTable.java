package io.cairn.findings.correlation;

import static io.cairn.findings.database.Database.instant;
import static io.cairn.findings.database.Database.instantOrNull;

import io.cairn.findings.database.Statement;
import io.cairn.sigma.correlation.GroupState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The groups of correlations, without their entries. */
@Singleton
class GroupTable {
  private static final int STRIPES = 256;
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.correlation_group'), s::int)"
          + " FROM unnest(?::bigint[]) AS s";
  private static final String LOAD =
      "SELECT g.* FROM correlation_group g JOIN unnest(?::text[], ?::uuid[]) AS k(detection_id, group_key)"
          + " USING (detection_id, group_key)";
  private static final String SAVE =
      """
      INSERT INTO correlation_group
      SELECT d, k, v, g, n, f, nullif(o, '')::timestamptz, w::timestamptz
      FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
          AS s(d, k, v, g, n, f, o, w)
      ON CONFLICT (detection_id, group_key) DO UPDATE SET entries = excluded.entries,
          fired = excluded.fired, opened_at = excluded.opened_at, wake_at = excluded.wake_at
      """;

  /** A group as stored. */
  record Row(
      String correlation,
      UUID groupKey,
      UUID version,
      String values,
      int entries,
      List<Instant> fired,
      @Nullable Instant openedAt,
      Instant wakeAt) {

    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getString("detection_id"),
          row.getObject("group_key", UUID.class),
          row.getObject("rule_version", UUID.class),
          row.getString("group_values"),
          row.getInt("entries"),
          times(row.getString("fired")),
          instantOrNull(row, "opened_at"),
          instant(row, "wake_at"));
    }

    static Row of(HeldGroup held, GroupState state, UUID version, String values) {
      return new Row(
          held.key().correlation(),
          held.groupKey(),
          version,
          values,
          state.entries().size(),
          state.fired(),
          state.opened(),
          held.wakeAt());
    }
  }

  /**
   * Keeps groups to this transaction until it ends, whether they are stored or not; in one order
   * for all, so that two of one call never wait for each other.
   */
  void lock(Connection connection, Collection<UUID> groups) throws SQLException {
    List<Long> stripes =
        groups.stream().map(key -> (long) Math.floorMod(key.hashCode(), STRIPES)).toList();
    Statement.of(LOCK)
        .with(stripes.stream().distinct().sorted().toList())
        .list(connection, row -> true);
  }

  List<Row> load(Connection connection, List<String> correlations, List<UUID> groups)
      throws SQLException {
    return Statement.of(LOAD).with(correlations, groups).list(connection, Row::read);
  }

  void save(Connection connection, List<Row> rows) throws SQLException {
    if (!rows.isEmpty()) {
      Statement.of(SAVE)
          .with(rows.stream().map(Row::correlation).toList())
          .with(rows.stream().map(Row::groupKey).toList())
          .with(rows.stream().map(Row::version).toList())
          .with(rows.stream().map(Row::values).toList())
          .with(rows.stream().map(row -> (long) row.entries()).toList())
          .with(rows.stream().map(row -> text(row.fired())).toList())
          .with(rows.stream().map(row -> text(row.openedAt())).toList())
          .with(rows.stream().map(row -> text(row.wakeAt())).toList())
          .run(connection);
    }
  }

  private static List<Instant> times(String text) {
    return text.isEmpty() ? List.of() : Stream.of(text.split(" ", -1)).map(Instant::parse).toList();
  }

  private static String text(List<Instant> times) {
    return times.stream().map(Instant::toString).collect(Collectors.joining(" "));
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  int remove(Connection connection, List<String> correlations, List<UUID> groups)
      throws SQLException {
    return groups.isEmpty()
        ? 0
        : Statement.of(
                "DELETE FROM correlation_group g USING unnest(?::text[], ?::uuid[]) AS k(d, k)"
                    + " WHERE g.detection_id = k.d AND g.group_key = k.k")
            .with(correlations, groups)
            .run(connection);
  }

  /** Groups whose time to be looked at has come, the earliest first. */
  List<Row> due(Connection connection, Instant now, int limit) throws SQLException {
    return Statement.of(
            "SELECT * FROM correlation_group WHERE wake_at <= ? ORDER BY wake_at LIMIT ?")
        .with(now, limit)
        .list(connection, Row::read);
  }

  /** Groups past so many: those that would be looked at soonest, at most a thousand. */
  List<Row> beyond(Connection connection, int most) throws SQLException {
    return Statement.of("SELECT * FROM correlation_group ORDER BY wake_at DESC OFFSET ? LIMIT 1000")
        .with(most)
        .list(connection, Row::read);
  }
}
