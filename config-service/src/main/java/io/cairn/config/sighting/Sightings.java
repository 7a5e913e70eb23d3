package io.cairn.config.sighting;

import io.cairn.config.collect.Known;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.config.item.ObservedResource;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of sightings. Methods join the caller's transaction or run in one of their own. */
@ApplicationScoped
public class Sightings {

  private static final String KEY =
      "account_id = ? AND resource_type = ? AND region = ? AND resource_id = ?";

  private static final String SEEN =
      """
      INSERT INTO resource_sighting AS s
        (account_id, region, resource_type, resource_id, resource_name, arn, first_seen_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (account_id, resource_type, region, resource_id) DO UPDATE
        SET resource_name = excluded.resource_name, arn = excluded.arn, missed = 0
        WHERE s.missed > 0
          OR s.resource_name IS DISTINCT FROM excluded.resource_name
          OR s.arn IS DISTINCT FROM excluded.arn
      """;

  private final Database database;

  Sightings(Database database) {
    this.database = database;
  }

  /** Notes that resources exist. */
  @Transactional
  public void seen(Collection<ObservedResource> resources) {
    List<List<Object>> rows = new ArrayList<>();
    for (ObservedResource resource : resources) {
      ResourceKey key = resource.key();
      var row = new ArrayList<>();
      row.add(key.accountId().value());
      row.add(key.region());
      row.add(key.resourceType());
      row.add(key.resourceId());
      row.add(resource.resourceName());
      row.add(resource.arn());
      row.add(resource.observedAt());
      rows.add(row);
    }
    database.batch(SEEN, rows);
  }

  /** Notes that a listed resource exists though it could not be read. */
  @Transactional
  public void listed(ResourceKey key) {
    database.update(
        Sql.of("UPDATE resource_sighting SET missed = 0 WHERE missed > 0 AND " + KEY, values(key)));
  }

  /** Notes that a complete list lacked a resource; how many in a row have lacked it now. */
  @Transactional
  public int missed(ResourceKey key) {
    return database
        .first(
            Sql.of(
                "UPDATE resource_sighting SET missed = missed + 1 WHERE "
                    + KEY
                    + " RETURNING missed",
                values(key)),
            row -> row.getInt(1))
        .orElse(0);
  }

  /** Forgets a resource that is gone. */
  @Transactional
  public void gone(ResourceKey key) {
    database.update(Sql.of("DELETE FROM resource_sighting WHERE " + KEY, values(key)));
  }

  /** When the resource was first seen; empty if never. */
  @Transactional
  public Optional<Instant> firstSeenAt(ResourceKey key) {
    return database.first(
        Sql.of("SELECT first_seen_at FROM resource_sighting WHERE " + KEY, values(key)),
        row -> Columns.instant(row, "first_seen_at"));
  }

  /** The resource's name and ARN as last seen. */
  @Transactional
  public Known known(ResourceKey key) {
    return database
        .first(
            Sql.of("SELECT resource_name, arn FROM resource_sighting WHERE " + KEY, values(key)),
            row ->
                new Known(Columns.textOrNull(row, "resource_name"), Columns.textOrNull(row, "arn")))
        .orElse(Known.NOTHING);
  }

  /**
   * The resources of a type that bear a name, an ARN or an id; of one region, or of all if null.
   */
  @Transactional
  public List<ResourceKey> called(AccountId account, String resourceType, String text) {
    return database.list(
        Sql.of(
            """
            SELECT account_id, region, resource_type, resource_id FROM resource_sighting
            WHERE account_id = ? AND resource_type = ?
              AND (resource_id = ? OR resource_name = ? OR arn = ?)
            LIMIT 20
            """,
            account.value(),
            resourceType,
            text,
            text,
            text),
        Columns::key);
  }

  private static Object[] values(ResourceKey key) {
    return new Object[] {
      key.accountId().value(), key.resourceType(), key.region(), key.resourceId()
    };
  }
}
