package io.cairn.findings.notification.delivery;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.notification.NotificationConfig;
import io.cairn.findings.notification.mention.Mention;
import io.cairn.findings.notification.target.Target;
import io.cairn.web.runtime.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts what waits to be told into messages: each mention into one, in a transaction. The first of a
 * target goes at once; what becomes due within the window after a message goes into the next one.
 * History waits until no more of it comes, and goes into a message of its own.
 */
@ApplicationScoped
class DeliveryComposer {
  /** Most messages made at once where nothing is gathered. */
  private static final int MOST_SINGLE = 500;

  private static final String LOCK =
      "SELECT coalesce(quiet_until <= ?, true) FROM notification_target WHERE id = ? FOR NO KEY UPDATE";
  private static final String DUE =
      """
      SELECT id, change, finding_id FROM notification_mention
      WHERE target_id = ? AND delivery_id IS NULL AND NOT history AND due_at <= ?
      ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
      """;
  private static final String OLD_ENOUGH =
      """
      SELECT max(created_at) <= ? OR min(created_at) <= ? FROM notification_mention
      WHERE target_id = ? AND delivery_id IS NULL AND history
      """;
  private static final String OLD =
      """
      SELECT id, change, finding_id FROM notification_mention WHERE target_id = ? AND delivery_id IS NULL AND history
      ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
      """;
  private static final String INSERT =
      """
      INSERT INTO notification_delivery (id, target_id, change, finding_id, mentions, state, attempts,
          next_attempt_at, created_at)
      VALUES (?, ?, ?, ?, ?, 'PENDING', 0, ?, ?)
      """;

  private final Database database;
  private final NotificationConfig config;
  private final Clock clock;
  private final Ids ids;

  DeliveryComposer(Database database, NotificationConfig config, Clock clock, Ids ids) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.ids = ids;
  }

  /** A mention to be put into a message. */
  private record Waiting(UUID id, String change, @Nullable UUID findingId) {}

  /** Makes the messages of a target that are ready; the caller has a transaction. */
  int compose(Target target) {
    Instant now = clock.instant();
    return database.call(
        "compose notifications",
        connection -> {
          boolean open =
              Statement.of(LOCK)
                  .with(now, target.id())
                  .first(connection, row -> row.getBoolean(1))
                  .orElse(false);
          return (open ? live(connection, target, now) : 0) + history(connection, target, now);
        });
  }

  private int live(Connection connection, Target target, Instant now) throws SQLException {
    Duration window = target.gathering().window();
    int most = window.isZero() ? MOST_SINGLE : config.maxGathered();
    List<Waiting> due = read(connection, Statement.of(DUE).with(target.id(), now, most));
    if (due.isEmpty()) {
      return 0;
    }
    if (window.isZero()) {
      for (Waiting one : due) {
        make(connection, target, one.change, List.of(one), now);
      }
      return due.size();
    }
    make(connection, target, due.size() == 1 ? due.getFirst().change : Mention.SUMMARY, due, now);
    Statement.of("UPDATE notification_target SET quiet_until = ? WHERE id = ?")
        .with(now.plus(window), target.id())
        .run(connection);
    return 1;
  }

  private int history(Connection connection, Target target, Instant now) throws SQLException {
    boolean ready =
        Statement.of(OLD_ENOUGH)
            .with(now.minus(config.historyQuiet()), now.minus(config.historyLongest()))
            .with(target.id())
            .first(connection, row -> row.getBoolean(1))
            .orElse(false);
    if (!ready) {
      return 0;
    }
    List<Waiting> old = read(connection, Statement.of(OLD).with(target.id(), config.maxGathered()));
    if (!old.isEmpty()) {
      make(connection, target, Mention.HISTORY, old, now);
    }
    return old.isEmpty() ? 0 : 1;
  }

  private static List<Waiting> read(Connection connection, Statement statement)
      throws SQLException {
    return statement.list(
        connection,
        row ->
            new Waiting(
                row.getObject("id", UUID.class),
                row.getString("change"),
                row.getObject("finding_id", UUID.class)));
  }

  private void make(
      Connection connection, Target target, String change, List<Waiting> told, Instant now)
      throws SQLException {
    UUID id = ids.next();
    Statement.of(INSERT)
        .with(id, target.id(), change, told.size() == 1 ? told.getFirst().findingId : null)
        .with(told.size(), now, now)
        .run(connection);
    Statement.of("UPDATE notification_mention SET delivery_id = ? WHERE id = ANY (?)")
        .with(id, told.stream().map(Waiting::id).toList())
        .run(connection);
  }
}
