package io.cairn.findings.notification.delivery;

import static io.cairn.findings.database.Database.instant;
import static io.cairn.findings.database.Database.instantOrNull;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.notification.delivery.Delivery.State;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Listing and reviving in the table notification_delivery; sending is {@link DeliveryQueue}'s. */
@Singleton
class DeliveryTable {
  private final Database database;
  private final Clock clock;

  DeliveryTable(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
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
        row.getInt("mentions"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        instant(row, "next_attempt_at"),
        instant(row, "created_at"),
        instantOrNull(row, "finished_at"),
        row.getString("last_error"));
  }
}
