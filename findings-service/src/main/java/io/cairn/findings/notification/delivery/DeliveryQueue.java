package io.cairn.findings.notification.delivery;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.notification.NotificationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is due. A target is leased to one replica at a time and a message is claimed before it is
 * sent; both come back by themselves when a replica dies, so a message may be sent twice and is
 * never lost. Each call is a transaction of its own.
 */
@ApplicationScoped
class DeliveryQueue {
  private static final String LEASE =
      """
      UPDATE notification_target SET leased_until = ? WHERE id IN (
          SELECT t.id FROM notification_target t
          WHERE t.enabled AND (t.leased_until IS NULL OR t.leased_until < ?)
              AND (t.paused_until IS NULL OR t.paused_until <= ?)
              AND (EXISTS (SELECT 1 FROM notification_delivery d WHERE d.target_id = t.id AND d.state = 'PENDING'
                      AND d.next_attempt_at <= ?)
                  OR (t.quiet_until IS NULL OR t.quiet_until <= ?)
                      AND EXISTS (SELECT 1 FROM notification_mention m WHERE m.target_id = t.id
                          AND m.delivery_id IS NULL AND NOT m.history AND m.due_at <= ?)
                  OR (SELECT max(m.created_at) <= ? OR min(m.created_at) <= ? FROM notification_mention m
                      WHERE m.target_id = t.id AND m.delivery_id IS NULL AND m.history))
          ORDER BY t.leased_until NULLS FIRST, t.id LIMIT ? FOR UPDATE SKIP LOCKED)
      RETURNING id
      """;
  private static final String CLAIM =
      """
      UPDATE notification_delivery SET attempts = attempts + 1, next_attempt_at = ?
      WHERE id = (SELECT id FROM notification_delivery WHERE target_id = ? AND state = 'PENDING'
          AND next_attempt_at <= ? ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING *
      """;
  private static final String COUNTS =
      """
      SELECT count(*) FILTER (WHERE state = 'PENDING') AS pending, count(*) FILTER (WHERE state = 'DEAD') AS dead,
          count(*) FILTER (WHERE state = 'DELIVERED') AS delivered FROM notification_delivery
      """;

  private final Database database;
  private final NotificationConfig config;
  private final Clock clock;

  DeliveryQueue(Database database, NotificationConfig config, Clock clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  /** Takes targets that have something due. */
  List<UUID> lease(Duration time, int max) {
    Instant now = clock.instant();
    return database.call(
        "lease notification targets",
        connection ->
            Statement.of(LEASE)
                .with(now.plus(time), now, now, now, now, now)
                .with(now.minus(config.historyQuiet()), now.minus(config.historyLongest()), max)
                .list(connection, row -> row.getObject("id", UUID.class)));
  }

  /** Goes on holding a target. */
  void renew(UUID targetId, Duration time) {
    update(
        "UPDATE notification_target SET leased_until = ? WHERE id = ?",
        clock.instant().plus(time),
        targetId);
  }

  /**
   * Gives a target back.
   *
   * @param pause how long nobody is to try it, or null
   */
  void release(UUID targetId, @Nullable Duration pause) {
    update(
        "UPDATE notification_target SET leased_until = NULL, paused_until = ? WHERE id = ?",
        pause == null ? null : clock.instant().plus(pause),
        targetId);
  }

  /** Counts another failure in a row of a target; tells how many there are. */
  int failed(UUID targetId) {
    return database.call(
        "count a target's failure",
        connection ->
            Statement.of(
                    "UPDATE notification_target SET failures = failures + 1 WHERE id = ? RETURNING failures")
                .with(targetId)
                .first(connection, row -> row.getInt(1))
                .orElse(1));
  }

  /** Forgets a target's failures. */
  void answered(UUID targetId) {
    update("UPDATE notification_target SET failures = 0 WHERE id = ? AND failures > 0", targetId);
  }

  /** The oldest message of a target that is due, its attempt counted. */
  Optional<Delivery> claim(UUID targetId, Duration time) {
    Instant now = clock.instant();
    return database.call(
        "claim a delivery",
        connection ->
            Statement.of(CLAIM)
                .with(now.plus(time), targetId, now)
                .first(connection, DeliveryTable::delivery));
  }

  void delivered(UUID id) {
    update(
        "UPDATE notification_delivery SET state = 'DELIVERED', finished_at = ?, last_error = NULL WHERE id = ?",
        clock.instant(),
        id);
  }

  void retry(UUID id, Duration pause, String why) {
    update(
        "UPDATE notification_delivery SET next_attempt_at = ?, last_error = ? WHERE id = ?",
        clock.instant().plus(pause),
        why,
        id);
  }

  void dead(UUID id, String why) {
    update(
        "UPDATE notification_delivery SET state = 'DEAD', finished_at = ?, last_error = ? WHERE id = ?",
        clock.instant(),
        why,
        id);
  }

  /** How many messages stand where. */
  DeliveryCounts.Counts counts() {
    return database.call(
        "count deliveries",
        connection ->
            Statement.of(COUNTS)
                .first(
                    connection,
                    row ->
                        new DeliveryCounts.Counts(
                            row.getLong("pending"), row.getLong("dead"), row.getLong("delivered")))
                .orElseThrow());
  }

  private void update(String sql, @Nullable Object... values) {
    database.call(
        "keep a delivery's state", connection -> Statement.of(sql).with(values).run(connection));
  }
}
