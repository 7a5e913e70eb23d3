package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Keys;
import io.cairn.config.database.Row;
import io.cairn.config.database.Sql;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of current states: one row a resource, changed only under the resource's lock. */
@Singleton
public class ResourceStore {
  private static final String WHERE = "WHERE " + Keys.IS;
  private static final String TOUCH =
      "UPDATE resource SET observed_at = ?, settled_at = ?, fingerprint = ?, stale_parts = ?,"
          + " unknown_parts = ? "
          + WHERE;
  private static final String UPSERT =
      """
      INSERT INTO resource (account_id, region, resource_type, resource_id, resource_name, arn,
        availability_zone, resource_creation_time, tags, status, deleted, capture_time,
        configuration_state_id, first_recorded_at, observed_at, settled_at, fingerprint,
        stale_parts, unknown_parts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT ON CONSTRAINT pk_resource DO UPDATE SET
        resource_name = excluded.resource_name, arn = excluded.arn,
        availability_zone = excluded.availability_zone,
        resource_creation_time = excluded.resource_creation_time, tags = excluded.tags,
        status = excluded.status, deleted = excluded.deleted, capture_time = excluded.capture_time,
        configuration_state_id = excluded.configuration_state_id,
        first_recorded_at = least(resource.first_recorded_at, excluded.first_recorded_at),
        observed_at = greatest(resource.observed_at, excluded.observed_at),
        settled_at = greatest(resource.settled_at, excluded.settled_at),
        fingerprint = excluded.fingerprint, stale_parts = excluded.stale_parts,
        unknown_parts = excluded.unknown_parts
      """;
  private static final Row<CurrentResource> CURRENT =
      row ->
          new CurrentResource(
              Columns.key(row),
              Columns.textOrNull(row, "resource_name"),
              Columns.textOrNull(row, "arn"),
              ItemStatus.of(row.getString("status")),
              Columns.instant(row, "capture_time"),
              row.getLong("configuration_state_id"),
              Columns.instant(row, "observed_at"),
              Columns.instant(row, "settled_at"),
              row.getBytes("fingerprint"),
              Set.copyOf(Columns.texts(row, "stale_parts")),
              Set.copyOf(Columns.texts(row, "unknown_parts")));

  private final Database database;

  ResourceStore(Database database) {
    this.database = database;
  }

  /** Where a resource stands; empty for one that was never recorded. */
  public Optional<CurrentResource> find(ResourceKey key) {
    return database.first(Sql.of("SELECT * FROM resource").add(WHERE, Keys.values(key)), CURRENT);
  }

  /** Where resources stand; without those that were never recorded. */
  public Map<ResourceKey, CurrentResource> find(Collection<ResourceKey> keys) {
    Sql sql =
        Sql.of("SELECT r.* FROM " + Keys.TABLE, Keys.arrays(keys))
            .add("JOIN resource r USING (" + Keys.COLUMNS + ")");
    return database.list(sql, CURRENT).stream()
        .collect(Collectors.toMap(CurrentResource::key, current -> current));
  }

  /**
   * Existing resources of some types in all accounts, in order of their keys.
   *
   * @param after the last one of the page before; null for the first page
   */
  public List<ResourceKey> existing(
      Collection<String> resourceTypes, @Nullable ResourceKey after, int limit) {
    Sql sql =
        Sql.of(
            "SELECT %s FROM resource WHERE resource_type = ANY (?) AND NOT deleted"
                .formatted(Keys.COLUMNS),
            resourceTypes);
    if (after != null) {
      sql.add("AND (" + Keys.COLUMNS + ") > (?, ?, ?, ?)", Keys.values(after));
    }
    return database.list(sql.add("ORDER BY " + Keys.COLUMNS + " LIMIT ?", limit), Columns::key);
  }

  /** Number of existing resources of some types. */
  public long count(Collection<String> resourceTypes) {
    return database.number(
        Sql.of(
            "SELECT count(*) FROM resource WHERE resource_type = ANY (?) AND NOT deleted",
            resourceTypes));
  }

  Set<String> existingIds(AccountId account, String region, String resourceType) {
    return new HashSet<>(
        database.list(
            Sql.of(
                "SELECT resource_id FROM resource WHERE account_id = ? AND region = ?"
                    + " AND resource_type = ? AND NOT deleted",
                account.value(),
                region,
                resourceType),
            row -> row.getString(1)));
  }

  void put(Collection<CurrentItems.NewItem> items) {
    database.batch(
        UPSERT, items.stream().map(item -> row(item.current(), item.message())).toList());
  }

  private static List<@Nullable Object> row(CurrentResource current, JsonNode message) {
    return Keys.row(
        current.key(),
        current.resourceName(),
        current.arn(),
        MessageForm.text(message, MessageForm.ZONE),
        creationTime(message),
        message.path(MessageForm.TAGS).toString(),
        current.status().text(),
        current.status().isDeleted(),
        current.captureTime(),
        current.stateId(),
        current.captureTime(),
        current.observedAt(),
        current.settledAt(),
        current.fingerprint(),
        current.staleParts(),
        current.unknownParts());
  }

  /** An older item came in behind the current one: the resource is known for longer. */
  void knownSince(ResourceKey key, Instant captureTime) {
    database.update(
        Sql.of("UPDATE resource SET first_recorded_at = least(first_recorded_at, ?)", captureTime)
            .add(WHERE, Keys.values(key)));
  }

  void touch(Collection<CurrentResource> currents) {
    database.batch(
        TOUCH,
        currents.stream()
            .map(
                current -> {
                  List<@Nullable Object> row = new ArrayList<>();
                  row.add(current.observedAt());
                  row.add(current.settledAt());
                  row.add(current.fingerprint());
                  row.add(current.staleParts());
                  row.add(current.unknownParts());
                  row.addAll(Keys.row(current.key()));
                  return row;
                })
            .toList());
  }

  private static @Nullable Instant creationTime(JsonNode message) {
    String text = MessageForm.text(message, MessageForm.CREATED);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
