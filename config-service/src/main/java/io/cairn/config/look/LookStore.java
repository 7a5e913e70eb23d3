package io.cairn.config.look;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of looks. A row whose {@code due_at} is infinity is done and only stays to gather what
 * follows.
 */
@ApplicationScoped
class LookStore {

  private static final String KEY =
      "account_id = ? AND region = ? AND resource_type = ? AND resource_id = ?";

  private static final String REQUEST =
      """
      INSERT INTO look AS l
        (account_id, region, resource_type, resource_id, first_at, last_at, deleting, due_at)
      SELECT a.account_id, ?, ?, ?, ?, ?, ?, ? FROM config_account a WHERE a.account_id = ?
      ON CONFLICT (account_id, region, resource_type, resource_id) DO UPDATE SET
        last_at = excluded.last_at,
        asked = l.asked + 1,
        step = 0,
        first_at = CASE WHEN l.due_at = 'infinity' THEN excluded.first_at ELSE l.first_at END,
        deleting = (l.deleting AND l.due_at <> 'infinity') OR excluded.deleting,
        due_at = LEAST(l.due_at, GREATEST(excluded.due_at, l.quiet_until))
      """;

  private final Database database;

  LookStore(Database database) {
    this.database = database;
  }

  /** Asks for a look at once, or as soon as the one before lets; joins the transaction. */
  void request(
      AccountId account, String region, String type, String id, boolean deleting, Instant at) {
    database.update(Sql.of(REQUEST, region, type, id, at, at, deleting, at, account.value()));
  }

  /** Takes looks that are due; no other worker takes them while the lease lasts. */
  @Transactional
  List<Look> take(Instant now, int number, Duration lease) {
    return database.list(
        Sql.of(
            """
            WITH d AS MATERIALIZED (
              SELECT account_id, region, resource_type, resource_id FROM look
              WHERE due_at <= ? AND (lease_until IS NULL OR lease_until < ?)
              ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE look l SET lease_until = ? FROM d
            WHERE l.account_id = d.account_id AND l.region = d.region
              AND l.resource_type = d.resource_type AND l.resource_id = d.resource_id
            RETURNING l.*
            """,
            now,
            now,
            number,
            now.plus(lease)),
        LookStore::look);
  }

  /** The look is over: gathers what follows until an instant; or goes on, when more came. */
  @Transactional
  void done(Look look, Instant quietUntil) {
    next(look, null, quietUntil);
  }

  /** The look is to be made again. */
  @Transactional
  void again(Look look, Instant dueAt) {
    next(look, dueAt, dueAt);
  }

  private void next(Look look, @Nullable Instant dueAt, Instant quietUntil) {
    database.update(
        Sql.of(
            "UPDATE look SET lease_until = NULL, quiet_until = ?,"
                + " step = CASE WHEN asked = ? THEN step + 1 ELSE 0 END,"
                + " first_at = CASE WHEN asked = ? THEN first_at ELSE last_at END,"
                + " due_at = CASE WHEN asked = ? THEN coalesce(?, 'infinity'::timestamptz)"
                + " ELSE ? END WHERE "
                + KEY,
            quietUntil,
            look.asked(),
            look.asked(),
            look.asked(),
            dueAt,
            quietUntil,
            look.account().value(),
            look.region(),
            look.resourceType(),
            look.resourceId()));
  }

  /** Forgets a look for good, unless more came. */
  @Transactional
  void forget(Look look) {
    database.update(
        Sql.of(
            "DELETE FROM look WHERE asked = ? AND " + KEY,
            look.asked(),
            look.account().value(),
            look.region(),
            look.resourceType(),
            look.resourceId()));
  }

  /** Removes what is done and quiet. */
  @Transactional
  void tidy(Instant now) {
    database.update(Sql.of("DELETE FROM look WHERE due_at = 'infinity' AND quiet_until < ?", now));
  }

  /** When the next look is due; empty when none waits. */
  @Transactional
  Optional<Instant> nextDueAt() {
    return database.first(
        Sql.of(
            "SELECT min(greatest(due_at, lease_until)) AS due FROM look WHERE due_at < 'infinity'"
                + " HAVING min(due_at) IS NOT NULL"),
        row -> Columns.instant(row, "due"));
  }

  private static Look look(ResultSet row) throws SQLException {
    return new Look(
        new AccountId(row.getString("account_id")),
        row.getString("region"),
        row.getString("resource_type"),
        row.getString("resource_id"),
        Columns.instant(row, "first_at"),
        row.getBoolean("deleting"),
        row.getLong("asked"),
        row.getInt("step"));
  }
}
