package io.cairn.config.resource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.PageBytes;
import io.cairn.config.database.Row;
import io.cairn.config.database.Sql;
import io.cairn.config.item.ItemStatus;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists resources and their states by keyset. */
@Singleton
class ResourceQueries {
  private static final String KEY = "account_id, region, resource_type, resource_id";
  private static final Row<ResourceSummary> SUMMARY =
      row ->
          new ResourceSummary(
              row.getString("account_id"),
              row.getString("region"),
              row.getString("resource_type"),
              row.getString("resource_id"),
              Columns.textOrNull(row, "resource_name"),
              Columns.textOrNull(row, "arn"),
              Columns.textOrNull(row, "availability_zone"),
              ItemStatus.of(row.getString("status")),
              Columns.instant(row, "capture_time"),
              row.getLong("configuration_state_id"),
              row.getString("tags"),
              row.getBoolean("deleted"),
              Columns.texts(row, "stale_parts"));

  private final Database database;

  ResourceQueries(Database database) {
    this.database = database;
  }

  /**
   * What resources are asked for; null means any.
   *
   * @param tagKey key of a tag they carry
   * @param tagValue value of that tag
   */
  record Filter(
      @Nullable String accountId,
      @Nullable String region,
      @Nullable String resourceType,
      @Nullable String resourceId,
      @Nullable String resourceName,
      @Nullable String tagKey,
      @Nullable String tagValue,
      boolean includeDeleted) {}

  List<ResourceSummary> list(Filter filter, @Nullable ResourceKey after, int limit) {
    Sql sql = filtered(Sql.of("SELECT * FROM resource WHERE true"), filter);
    return database.list(
        after(sql, KEY, after).add("ORDER BY " + KEY + " LIMIT ?", limit), SUMMARY);
  }

  long count(Filter filter) {
    return database.number(filtered(Sql.of("SELECT count(*) FROM resource WHERE true"), filter));
  }

  private static Sql filtered(Sql sql, Filter filter) {
    sql.and("account_id = ?", filter.accountId())
        .and("region = ?", filter.region())
        .and("resource_type = ?", filter.resourceType())
        .and("resource_id = ?", filter.resourceId())
        .and("resource_name = ?", filter.resourceName());
    String key = filter.tagKey();
    if (key != null && filter.tagValue() != null) {
      var wanted = JsonNodeFactory.instance.objectNode().put(key, filter.tagValue());
      sql.add("AND tags @> ?::jsonb", wanted.toString());
    } else if (key != null) {
      sql.add("AND tags ?? ?", key);
    }
    return filter.includeDeleted() ? sql : sql.add("AND NOT deleted");
  }

  private static Sql after(Sql sql, String columns, @Nullable ResourceKey after) {
    return after == null
        ? sql
        : sql.add(
            "AND (" + columns + ") > (?, ?, ?, ?)",
            after.accountId().value(),
            after.region(),
            after.resourceType(),
            after.resourceId());
  }

  /** A resource's item as of a time. */
  record State(ResourceKey key, byte[] message) {}

  /** The items of an account's resources that existed at an instant; cut by {@link PageBytes}. */
  List<State> statesAt(Filter filter, Instant at, @Nullable ResourceKey after, int limit) {
    Sql sql =
        Sql.of(
            "SELECT r.account_id, r.region, r.resource_type, r.resource_id, i.message"
                + " FROM resource r CROSS JOIN LATERAL (SELECT status, message"
                + " FROM configuration_item c WHERE c.account_id = r.account_id"
                + " AND c.region = r.region AND c.resource_type = r.resource_type"
                + " AND c.resource_id = r.resource_id AND c.capture_time <= ?"
                + " ORDER BY c.capture_time DESC, c.configuration_state_id DESC LIMIT 1) i"
                + " WHERE i.status NOT IN ('ResourceDeleted', 'ResourceDeletedNotRecorded')"
                + " AND r.first_recorded_at <= ?",
            at,
            at);
    sql.and("r.account_id = ?", filter.accountId())
        .and("r.region = ?", filter.region())
        .and("r.resource_type = ?", filter.resourceType())
        .and("r.resource_id = ?", filter.resourceId());
    String columns = "r.account_id, r.region, r.resource_type, r.resource_id";
    return database.list(
        PageBytes.cut(after(sql, columns, after).add("ORDER BY " + columns + " LIMIT ?", limit)),
        row -> new State(Columns.key(row), row.getBytes("message")));
  }
}
