package io.cairn.config.item;

import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Keys;
import io.cairn.config.database.PageBytes;
import io.cairn.config.database.Row;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The append-only table of configuration items. Items of one resource are ordered by capture time
 * and state id; nothing here changes or deletes one.
 */
@Singleton
public class ItemStore {
  private static final String COLUMNS =
      "account_id, region, resource_type, resource_id, capture_time, configuration_state_id,"
          + " status, origin, previous_look_at";
  private static final String OF = "FROM configuration_item WHERE " + Keys.IS;
  private static final String INSERT =
      "INSERT INTO configuration_item ("
          + COLUMNS
          + ", recorded_at, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";
  private static final String NEWEST_FIRST =
      "ORDER BY capture_time DESC, configuration_state_id DESC LIMIT ?";
  static final Row<ConfigurationItem> ITEM = row -> item(row, row.getBytes("message"));
  private static final Row<ConfigurationItem> ENVELOPE = row -> item(row, new byte[0]);

  private final Database database;
  private final Clock clock;

  ItemStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Place of an item among those of its resource. */
  public record Place(Instant captureTime, long stateId) {}

  /** Adds an item; false when it is there already. */
  boolean insert(ConfigurationItem item) {
    return insert(List.of(item))[0] == 1;
  }

  /** Adds items; for each 1, or 0 when it is there already. */
  int[] insert(Collection<ConfigurationItem> items) {
    Instant now = clock.instant();
    return database.batch(
        INSERT,
        items.stream()
            .map(
                item ->
                    Keys.row(
                        item.key(),
                        item.captureTime(),
                        item.stateId(),
                        item.status().text(),
                        item.origin().name(),
                        item.previousLookAt(),
                        now,
                        item.message()))
            .toList());
  }

  /** The items that current rows name, with their messages, by resource. */
  public Map<ResourceKey, ConfigurationItem> of(Collection<CurrentResource> currents) {
    if (currents.isEmpty()) {
      return Map.of();
    }
    Sql sql =
        Sql.of("SELECT i.* FROM")
            .add(
                "unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[])"
                    + " AS k(account_id, region, resource_type, resource_id, capture_time,"
                    + " configuration_state_id)",
                Keys.arrays(currents.stream().map(CurrentResource::key).toList()))
            .with(currents.stream().map(c -> c.captureTime().toString()).toList())
            .with(currents.stream().map(c -> Long.toString(c.stateId())).toList())
            .add(
                "JOIN configuration_item i USING (account_id, region, resource_type, resource_id,"
                    + " capture_time, configuration_state_id)");
    return database.list(sql, ITEM).stream()
        .collect(Collectors.toMap(ConfigurationItem::key, item -> item));
  }

  /**
   * Items of a resource, newest first; cut by {@link PageBytes}.
   *
   * @param from earliest capture time, included; null for no bound
   * @param to latest capture time, included; null for no bound
   * @param after place of the last item of the page before; null for the first page
   * @param limit most items
   */
  public List<ConfigurationItem> newestFirst(
      ResourceKey key,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Place after,
      int limit) {
    Sql sql = of("SELECT " + COLUMNS + ", message", key);
    sql.and("capture_time >= ?", from).and("capture_time <= ?", to);
    if (after != null) {
      sql.add(
          "AND (capture_time, configuration_state_id) < (?, ?)",
          after.captureTime(),
          after.stateId());
    }
    return database.list(PageBytes.cut(sql.add(NEWEST_FIRST, limit)), ITEM);
  }

  /** The item that says what a resource looked like at an instant. */
  public Optional<ConfigurationItem> asOf(ResourceKey key, Instant at) {
    return newestFirst(key, null, at, null, 1).stream().findFirst();
  }

  /** The item with a state id. */
  public Optional<ConfigurationItem> withStateId(ResourceKey key, long stateId) {
    return database.first(
        of("SELECT " + COLUMNS + ", message", key)
            .add("AND configuration_state_id = ?", stateId)
            .add(NEWEST_FIRST, 1),
        ITEM);
  }

  /** The item at a place. */
  public Optional<ConfigurationItem> at(ResourceKey key, Place place) {
    return database.first(
        of("SELECT " + COLUMNS + ", message", key)
            .add(
                "AND capture_time = ? AND configuration_state_id = ?",
                place.captureTime(),
                place.stateId()),
        ITEM);
  }

  /**
   * The items captured between two instants, oldest first, without their messages, and the last one
   * before them.
   */
  public List<ConfigurationItem> envelopes(ResourceKey key, Instant from, Instant to, int limit) {
    Sql sql =
        of("SELECT " + COLUMNS, key)
            .add("AND capture_time <= ? AND capture_time >= coalesce((SELECT max(capture_time)", to)
            .add(OF, Keys.values(key))
            .add("AND capture_time < ?), '-infinity')", from)
            .add("ORDER BY capture_time, configuration_state_id LIMIT ?", limit);
    return database.list(sql, ENVELOPE);
  }

  /** The item that follows a place, without its message. */
  public Optional<ConfigurationItem> following(ResourceKey key, Place place) {
    return database.first(
        of("SELECT " + COLUMNS, key)
            .add(
                "AND (capture_time, configuration_state_id) > (?, ?)",
                place.captureTime(),
                place.stateId())
            .add("ORDER BY capture_time, configuration_state_id LIMIT 1"),
        ENVELOPE);
  }

  private static Sql of(String select, ResourceKey key) {
    return Sql.of(select).add(OF, Keys.values(key));
  }

  private static ConfigurationItem item(ResultSet row, byte[] message) throws SQLException {
    return new ConfigurationItem(
        Columns.key(row),
        Columns.instant(row, "capture_time"),
        row.getLong("configuration_state_id"),
        ItemStatus.of(row.getString("status")),
        Origin.valueOf(row.getString("origin")),
        Columns.instantOrNull(row, "previous_look_at"),
        message);
  }
}
