package io.cairn.config.discovery;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of jobs. Its methods join the caller's transaction. */
@ApplicationScoped
class JobStore {

  private static final String SELECT =
      """
      SELECT j.*, p.* FROM discovery_job j, LATERAL (
        SELECT count(*) AS units,
          count(ended_at) AS ended,
          count(*) FILTER (WHERE state IN ('INCOMPLETE', 'DENIED', 'UNREACHABLE')) AS failed,
          coalesce(sum(listed), 0) AS listed,
          coalesce(sum(discovered), 0) AS discovered,
          coalesce(sum(changed), 0) AS changed,
          coalesce(sum(deleted), 0) AS deleted,
          coalesce(sum(stale), 0) AS stale,
          coalesce(sum(calls), 0) AS calls
        FROM discovery_unit u WHERE u.job_id = j.job_id) p
      """;

  private final Database database;

  JobStore(Database database) {
    this.database = database;
  }

  /** Adds a job; false when the account has one that is not over. */
  boolean insert(
      UUID id, AccountId account, String trigger, @Nullable String requestedBy, Instant at) {
    return database.update(
            Sql.of(
                "INSERT INTO discovery_job (job_id, account_id, trigger, requested_by, state,"
                    + " created_at) VALUES (?, ?, ?, ?, 'PENDING', ?) ON CONFLICT DO NOTHING",
                id,
                account.value(),
                trigger,
                requestedBy,
                at))
        == 1;
  }

  /** The account's job that is not over. */
  Optional<UUID> active(AccountId account) {
    return database.first(
        Sql.of(
            "SELECT job_id FROM discovery_job WHERE account_id = ? AND ended_at IS NULL",
            account.value()),
        row -> row.getObject("job_id", UUID.class));
  }

  Optional<Job> find(UUID id) {
    return database.first(Sql.of(SELECT + " WHERE j.job_id = ?", id), JobStore::job);
  }

  /** Jobs, newest first, before one. */
  List<Job> before(@Nullable UUID id, @Nullable String account, int limit) {
    Sql sql = Sql.of(SELECT + " WHERE true").and("j.account_id = ?", account);
    return database.list(
        sql.and("j.job_id < ?", id).add("ORDER BY j.job_id DESC LIMIT ?", limit), JobStore::job);
  }

  /** Notes that a job began; the caller must not hold any of its units. */
  void started(UUID id, Instant at) {
    database.update(
        Sql.of(
            "UPDATE discovery_job SET state = 'RUNNING', started_at = coalesce(started_at, ?)"
                + " WHERE job_id = ? AND state = 'PENDING'",
            at,
            id));
  }

  /** Notes why nothing can be done; false if that was noted before. */
  boolean failed(UUID id, String error) {
    return database.update(
            Sql.of(
                "UPDATE discovery_job SET error = ? WHERE job_id = ? AND error IS NULL", error, id))
        == 1;
  }

  /** Holds the job until the transaction ends, so that only one sees its last unit end. */
  void lock(UUID id) {
    database.first(
        Sql.of("SELECT 1 AS one FROM discovery_job WHERE job_id = ? FOR UPDATE", id),
        row -> row.getInt("one"));
  }

  /** Ends the job if all its units have; says whether it did. */
  boolean endIfDone(UUID id, Instant at) {
    return database.update(
            Sql.of(
                """
                UPDATE discovery_job j SET ended_at = ?, state = CASE
                    WHEN j.error IS NOT NULL THEN 'FAILED'
                    WHEN EXISTS (SELECT 1 FROM discovery_unit u WHERE u.job_id = j.job_id
                        AND u.state IN ('INCOMPLETE', 'DENIED', 'UNREACHABLE', 'CANCELLED'))
                      THEN 'PARTIAL'
                    ELSE 'COMPLETED' END
                WHERE j.job_id = ? AND j.ended_at IS NULL AND NOT EXISTS (
                  SELECT 1 FROM discovery_unit u WHERE u.job_id = j.job_id AND u.ended_at IS NULL)
                """,
                at,
                id))
        == 1;
  }

  /** Deletes all but the newest jobs of an account. */
  void keepNewest(AccountId account, int number) {
    database.update(
        Sql.of(
            "DELETE FROM discovery_job WHERE ended_at IS NOT NULL AND account_id = ? AND job_id <"
                + " (SELECT min(job_id::text)::uuid FROM (SELECT job_id FROM discovery_job WHERE"
                + " account_id = ? ORDER BY job_id DESC LIMIT ?) newest)",
            account.value(),
            account.value(),
            number));
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getObject("job_id", UUID.class),
        row.getString("account_id"),
        row.getString("trigger"),
        Columns.textOrNull(row, "requested_by"),
        JobState.valueOf(row.getString("state")),
        Columns.textOrNull(row, "error"),
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "started_at"),
        Columns.instantOrNull(row, "ended_at"),
        new Job.Progress(
            row.getInt("units"),
            row.getInt("ended"),
            row.getInt("failed"),
            row.getLong("listed"),
            row.getLong("discovered"),
            row.getLong("changed"),
            row.getLong("deleted"),
            row.getLong("stale"),
            row.getLong("calls")),
        null,
        null);
  }
}
