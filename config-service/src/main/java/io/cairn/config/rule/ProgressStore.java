package io.cairn.config.rule;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table that says how far each rule's background run is. */
@Singleton
class ProgressStore {
  private final Database database;
  private final Clock clock;

  ProgressStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Starts a run if the rule is another than the one that ran last. */
  void want(String ruleName, String fingerprint, long total) {
    database.update(
        Sql.of(
            "INSERT INTO rule_progress (config_rule_name, fingerprint, evaluated, total, started_at)"
                + " VALUES (?, ?, 0, ?, ?) ON CONFLICT (config_rule_name) DO UPDATE SET"
                + " fingerprint = excluded.fingerprint, cursor_key = NULL, evaluated = 0,"
                + " total = excluded.total, started_at = excluded.started_at, finished_at = NULL"
                + " WHERE rule_progress.fingerprint <> excluded.fingerprint",
            ruleName,
            fingerprint,
            total,
            clock.instant()));
  }

  /** Fingerprint of each rule's last run. */
  Map<String, String> fingerprints() {
    return database
        .list(
            Sql.of("SELECT config_rule_name, fingerprint FROM rule_progress"),
            row -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  List<String> unfinished() {
    return database.list(
        Sql.of(
            "SELECT config_rule_name FROM rule_progress WHERE finished_at IS NULL"
                + " ORDER BY started_at, config_rule_name"),
        row -> row.getString(1));
  }

  /** Where a run stands, its row locked; empty if it ended or another replica is at it. */
  Optional<Cursor> lock(String ruleName) {
    return database.first(
        Sql.of(
            "SELECT cursor_key FROM rule_progress WHERE config_rule_name = ? AND finished_at IS NULL"
                + " FOR UPDATE SKIP LOCKED",
            ruleName),
        row -> {
          String key = row.getString(1);
          return new Cursor(key == null ? null : ResourceKey.parse(key));
        });
  }

  /** The last resource that was judged; null at the start. */
  record Cursor(@Nullable ResourceKey after) {}

  void advance(String ruleName, ResourceKey cursor, int evaluated) {
    database.update(
        Sql.of(
            "UPDATE rule_progress SET cursor_key = ?, evaluated = evaluated + ?"
                + " WHERE config_rule_name = ?",
            cursor.toString(),
            evaluated,
            ruleName));
  }

  void finish(String ruleName) {
    database.update(
        Sql.of(
            "UPDATE rule_progress SET finished_at = ? WHERE config_rule_name = ?",
            clock.instant(),
            ruleName));
  }

  Map<String, RuleProgress> all() {
    return database
        .list(
            Sql.of("SELECT * FROM rule_progress"),
            row ->
                Map.entry(
                    row.getString("config_rule_name"),
                    new RuleProgress(
                        row.getLong("evaluated"),
                        row.getLong("total"),
                        Columns.instant(row, "started_at"),
                        Columns.instantOrNull(row, "finished_at"))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
