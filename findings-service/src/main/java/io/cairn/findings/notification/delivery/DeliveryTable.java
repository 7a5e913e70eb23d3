package io.cairn.findings.notification.delivery;

import static io.cairn.findings.database.Database.instant;
import static io.cairn.findings.database.Database.instantOrNull;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.notification.delivery.Delivery.State;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Planning and listing in the table notification_delivery; sending is {@link DeliveryQueue}'s. */
@Singleton
class DeliveryTable {
  private static final String INSERT =
      """
      INSERT INTO notification_delivery (id, target_id, event_id, change, finding_id, verdict, gathering, gathered,
          state, attempts, next_attempt_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, 0, 'PENDING', 0, ?, ?)
      """;

  private final Database database;
  private final Ids ids;
  private final Clock clock;

  DeliveryTable(Database database, Ids ids, Clock clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether an event is planned for the first time; notes it. */
  boolean isNew(Connection connection, String eventId) throws SQLException {
    return Statement.of("INSERT INTO notification_inbox VALUES (?, ?) ON CONFLICT DO NOTHING")
            .with(eventId, clock.instant())
            .run(connection)
        == 1;
  }

  /** Plans a message that goes at once. */
  void plan(Connection connection, UUID targetId, Planned planned) throws SQLException {
    Instant now = clock.instant();
    Statement.of(INSERT)
        .sql(" ON CONFLICT (target_id, event_id) DO NOTHING")
        .with(ids.next(), targetId, planned.eventId(), planned.change(), planned.findingId())
        .with(planned.verdict(), false, now, now)
        .run(connection);
  }

  /** Plans a message that waits for more of its kind, or adds to one that waits. */
  void gather(Connection connection, UUID targetId, Planned planned, Duration interval)
      throws SQLException {
    Instant now = clock.instant();
    Statement.of(INSERT)
        .sql(
            " ON CONFLICT (target_id, finding_id) WHERE gathering DO UPDATE"
                + " SET gathered = notification_delivery.gathered + 1")
        .with(ids.next(), targetId, planned.eventId(), planned.change(), planned.findingId())
        .with(planned.verdict(), true, now.plus(interval), now)
        .run(connection);
  }

  /** Makes a waiting message of a finding due, so that it goes before what is planned next. */
  void stopGathering(Connection connection, UUID targetId, UUID findingId) throws SQLException {
    Statement.of(
            "UPDATE notification_delivery SET next_attempt_at = ? WHERE target_id = ? AND finding_id = ? AND gathering")
        .with(clock.instant(), targetId, findingId)
        .run(connection);
  }

  /** Messages to a target, newest first, below {@code before} where given. */
  List<Delivery> list(UUID targetId, @Nullable State state, @Nullable UUID before, int limit) {
    return database.call(
        "list deliveries",
        connection -> {
          var query =
              Statement.of("SELECT * FROM notification_delivery WHERE target_id = ?")
                  .with(targetId);
          if (state != null) {
            query.sql(" AND state = ?").with(state.name());
          }
          if (before != null) {
            query.sql(" AND id < ?").with(before);
          }
          return query
              .sql(" ORDER BY id DESC LIMIT ?")
              .with(limit)
              .list(connection, DeliveryTable::delivery);
        });
  }

  Optional<Delivery> find(UUID targetId, UUID id) {
    return database.call(
        "read a delivery",
        connection ->
            Statement.of("SELECT * FROM notification_delivery WHERE target_id = ? AND id = ?")
                .with(targetId, id)
                .first(connection, DeliveryTable::delivery));
  }

  /** Gives a dead message all its attempts again. */
  boolean revive(UUID targetId, UUID id) {
    return database.call(
        "replay a delivery",
        connection ->
            Statement.of(
                        "UPDATE notification_delivery SET state = 'PENDING', attempts = 0, next_attempt_at = ?,"
                            + " finished_at = NULL WHERE target_id = ? AND id = ? AND state = 'DEAD'")
                    .with(clock.instant(), targetId, id)
                    .run(connection)
                == 1);
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("target_id", UUID.class),
        row.getString("change"),
        row.getObject("finding_id", UUID.class),
        row.getInt("gathered"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        instant(row, "next_attempt_at"),
        instant(row, "created_at"),
        instantOrNull(row, "finished_at"),
        row.getString("last_error"));
  }
}
