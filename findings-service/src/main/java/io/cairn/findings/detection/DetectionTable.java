package io.cairn.findings.detection;

import static io.cairn.findings.database.Database.instant;

import io.cairn.findings.database.Statement;
import io.cairn.findings.detection.Detection.Changed;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of rules people added or put into another state, and their common revision. */
@Singleton
class DetectionTable {
  private static final int MAX_TITLE = 256;

  private final Clock clock;

  DetectionTable(Clock clock) {
    this.clock = clock;
  }

  /** A rule as kept. */
  record Stored(String id, String source, Changed changed) {}

  List<Stored> stored(Connection connection) throws SQLException {
    return Statement.of("SELECT * FROM detection ORDER BY created_at, id")
        .list(
            connection,
            row ->
                new Stored(
                    row.getString("id"),
                    row.getString("source"),
                    new Changed(
                        instant(row, "created_at"),
                        row.getString("created_by"),
                        instant(row, "updated_at"),
                        row.getString("updated_by"))));
  }

  /** The states of those that are not simply enabled. */
  Map<String, DetectionState> states(Connection connection) throws SQLException {
    Map<String, DetectionState> states = new HashMap<>();
    Statement.of("SELECT detection_id, state FROM detection_state")
        .list(
            connection,
            row -> states.put(row.getString(1), DetectionState.valueOf(row.getString(2))));
    return states;
  }

  long revision(Connection connection) throws SQLException {
    return Statement.of("SELECT revision FROM detection_revision")
        .first(connection, row -> row.getLong(1))
        .orElseThrow();
  }

  /** Raises the revision; others that change rules wait here until this transaction ends. */
  long raiseRevision(Connection connection) throws SQLException {
    return Statement.of("UPDATE detection_revision SET revision = revision + 1 RETURNING revision")
        .first(connection, row -> row.getLong(1))
        .orElseThrow();
  }

  void save(Connection connection, SigmaDocument document, String by) throws SQLException {
    Instant now = clock.instant();
    Statement.of(
            "INSERT INTO detection (id, title, source, created_at, created_by, updated_at, updated_by)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title,"
                + " source = excluded.source, updated_at = excluded.updated_at,"
                + " updated_by = excluded.updated_by")
        .with(document.id(), Bounded.text(document.header().title(), MAX_TITLE), document.source())
        .with(now, by, now, by)
        .run(connection);
  }

  void delete(Connection connection, String id) throws SQLException {
    Statement.of("DELETE FROM detection WHERE id = ?").with(id).run(connection);
    Statement.of("DELETE FROM detection_state WHERE detection_id = ?").with(id).run(connection);
  }

  void put(Connection connection, String id, DetectionState state, String by) throws SQLException {
    if (state == DetectionState.ENABLED) {
      Statement.of("DELETE FROM detection_state WHERE detection_id = ?").with(id).run(connection);
    } else {
      Statement.of(
              "INSERT INTO detection_state VALUES (?, ?, ?, ?) ON CONFLICT (detection_id) DO UPDATE SET"
                  + " state = excluded.state, changed_at = excluded.changed_at, changed_by = excluded.changed_by")
          .with(id, state.name(), clock.instant(), by)
          .run(connection);
    }
  }

  void addProgress(Connection connection, int partition, long evaluated, long notEvaluated)
      throws SQLException {
    Statement.of(
            "INSERT INTO detection_progress VALUES (?, ?, ?, ?) ON CONFLICT (kafka_partition) DO UPDATE"
                + " SET evaluated = detection_progress.evaluated + excluded.evaluated,"
                + " not_evaluated = detection_progress.not_evaluated + excluded.not_evaluated,"
                + " updated_at = excluded.updated_at")
        .with(partition, evaluated, notEvaluated, clock.instant())
        .run(connection);
  }

  /** Events judged, and events that could not be. */
  DetectionStatus.Progress progress(Connection connection) throws SQLException {
    return Statement.of(
            "SELECT coalesce(sum(evaluated), 0)::bigint, coalesce(sum(not_evaluated), 0)::bigint FROM detection_progress")
        .first(connection, row -> new DetectionStatus.Progress(row.getLong(1), row.getLong(2)))
        .orElseThrow();
  }
}
