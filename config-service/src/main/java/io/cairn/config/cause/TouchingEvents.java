package io.cairn.config.cause;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Row;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of write events by the resources they touched; append only, each pair once. */
@Singleton
class TouchingEvents {
  /** Most events that are weighed for one page of items. */
  static final int MOST = 20_000;

  private static final String INSERT =
      """
      INSERT INTO touching_event (account_id, region, resource_type, resource_id, event_time,
        event_account_id, event_id, event_name, event_source, principal_arn, principal_type,
        user_name, session_issuer_arn, source_identity, access_key_id, source_ip_address,
        user_agent, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;
  private static final Row<TouchingEvent> EVENT =
      row ->
          new TouchingEvent(
              row.getString("event_id"),
              Columns.instant(row, "event_time"),
              row.getString("event_name"),
              row.getString("event_source"),
              Columns.textOrNull(row, "principal_arn"),
              Columns.textOrNull(row, "principal_type"),
              Columns.textOrNull(row, "user_name"),
              Columns.textOrNull(row, "session_issuer_arn"),
              Columns.textOrNull(row, "source_identity"),
              Columns.textOrNull(row, "access_key_id"),
              Columns.textOrNull(row, "source_ip_address"),
              Columns.textOrNull(row, "user_agent"),
              null,
              !row.getString("resource_id").isEmpty());

  private final Database database;
  private final Clock clock;

  TouchingEvents(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A row to be: an event, and what it touched. */
  record Touch(
      String accountId,
      String region,
      String resourceType,
      String resourceId,
      String eventAccountId,
      TouchingEvent event) {}

  void add(Collection<Touch> touches) {
    Instant now = clock.instant();
    database.batch(INSERT, touches.stream().map(touch -> values(touch, now)).toList());
  }

  private static List<@Nullable Object> values(Touch touch, Instant now) {
    TouchingEvent event = touch.event();
    return Arrays.asList(
        touch.accountId(),
        touch.region(),
        touch.resourceType(),
        touch.resourceId(),
        event.eventTime(),
        touch.eventAccountId(),
        event.eventId(),
        event.eventName(),
        event.eventSource(),
        event.principalArn(),
        event.principalType(),
        event.userName(),
        event.sessionIssuerArn(),
        event.sourceIdentity(),
        event.accessKeyId(),
        event.sourceIPAddress(),
        event.userAgent(),
        now);
  }

  /** The events that touched a resource, or may have, between two instants, each once. */
  List<TouchingEvent> of(ResourceKey key, Instant from, Instant to) {
    Sql sql =
        Sql.of(
            "SELECT * FROM touching_event WHERE account_id = ? AND region = ? AND resource_type = ?"
                + " AND resource_id IN (?, '') AND event_time BETWEEN ? AND ?"
                + " ORDER BY event_time DESC LIMIT "
                + MOST,
            key.accountId().value(),
            key.region(),
            key.resourceType(),
            key.resourceId(),
            from,
            to);
    Map<String, TouchingEvent> once = new LinkedHashMap<>();
    for (TouchingEvent event : database.list(sql, EVENT)) {
      once.merge(event.eventId(), event, (one, other) -> one.exact() ? one : other);
    }
    return List.copyOf(once.values());
  }
}
