package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Row;
import io.cairn.config.database.Sql;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of current states: one row a resource, changed only under the resource's lock. */
@Singleton
public class ResourceStore {
  private static final String WHERE =
      "WHERE account_id = ? AND region = ? AND resource_type = ? AND resource_id = ?";
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
    return database.first(Sql.of("SELECT * FROM resource").add(WHERE, values(key)), CURRENT);
  }

  /**
   * Existing resources of some types in all accounts, in order of their keys.
   *
   * @param after key of the last one of the page before; null for the first page
   */
  public List<CurrentResource> existing(
      Collection<String> resourceTypes, @Nullable ResourceKey after, int limit) {
    Sql sql =
        Sql.of(
            "SELECT * FROM resource WHERE resource_type = ANY (?) AND NOT deleted", resourceTypes);
    if (after != null) {
      sql.add("AND (account_id, region, resource_type, resource_id) > (?, ?, ?, ?)", values(after));
    }
    return database.list(
        sql.add("ORDER BY account_id, region, resource_type, resource_id LIMIT ?", limit), CURRENT);
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

  void put(CurrentResource current, JsonNode message) {
    ResourceKey key = current.key();
    database.update(
        Sql.of(
            UPSERT,
            key.accountId().value(),
            key.region(),
            key.resourceType(),
            key.resourceId(),
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
            current.unknownParts()));
  }

  /** An older item came in behind the current one: the resource is known for longer. */
  void knownSince(ResourceKey key, Instant captureTime) {
    database.update(
        Sql.of("UPDATE resource SET first_recorded_at = least(first_recorded_at, ?)", captureTime)
            .add(WHERE, values(key)));
  }

  void touch(CurrentResource current) {
    database.update(
        Sql.of(
                "UPDATE resource SET observed_at = ?, settled_at = ?, fingerprint = ?,"
                    + " stale_parts = ?, unknown_parts = ?",
                current.observedAt(),
                current.settledAt(),
                current.fingerprint(),
                current.staleParts(),
                current.unknownParts())
            .add(WHERE, values(current.key())));
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

  private static @Nullable Object[] values(ResourceKey key) {
    return new @Nullable Object[] {
      key.accountId().value(), key.region(), key.resourceType(), key.resourceId()
    };
  }
}
