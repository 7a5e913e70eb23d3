package io.cairn.config.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a resource. Forward ones stand in its own item; reverse ones are worked out from the
 * items of others, since AWS writes those unreliably. An end that is known by name only is resolved
 * where a resource of that name was recorded, in the same region first.
 */
@Singleton
class RelationshipQueries {
  private static final String OTHER_END =
      " LEFT JOIN LATERAL (SELECT * FROM resource r WHERE r.account_id = e.account_id"
          + " AND r.resource_type = e.other_type"
          + " AND (r.resource_id = e.other_id"
          + " OR (e.other_id IS NULL AND r.resource_name = e.other_name))"
          + " AND (r.region IN (e.region, 'global') OR e.region = 'global')"
          + " ORDER BY r.deleted, (r.region = e.region) DESC, r.region LIMIT 1) o ON true";

  private final Database database;

  RelationshipQueries(Database database) {
    this.database = database;
  }

  /** Which way an edge points. */
  enum Direction {
    FORWARD,
    REVERSE;

    /** As the API spells it. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An edge, seen from the resource that was asked for.
   *
   * @param name AWS's name of the relationship, worked out for reverse ones
   * @param recorded whether the other end was recorded
   * @param deleted whether the other end is gone
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Edge(
      Direction direction,
      String name,
      String resourceType,
      @Nullable String resourceId,
      @Nullable String resourceName,
      @Nullable String region,
      boolean recorded,
      boolean deleted) {}

  /** An edge and the place where a list goes on after it. */
  record Placed(Edge edge, ResourceKey from, int ordinal) {}

  List<Placed> forward(ResourceKey key, int afterOrdinal, int limit) {
    Sql sql =
        Sql.of(
            "SELECT e.account_id, e.region, e.resource_type, e.resource_id, e.ordinal, e.name,"
                + " e.other_type, coalesce(e.other_id, o.resource_id) AS other_id,"
                + " coalesce(e.other_name, o.resource_name) AS other_name,"
                + " o.region AS other_region, o.deleted AS other_deleted FROM resource_edge e"
                + OTHER_END
                + " WHERE e.account_id = ? AND e.region = ? AND e.resource_type = ?"
                + " AND e.resource_id = ? AND e.ordinal > ? ORDER BY e.ordinal LIMIT ?",
            key.accountId().value(),
            key.region(),
            key.resourceType(),
            key.resourceId(),
            afterOrdinal,
            limit);
    return database.list(sql, RelationshipQueries::forward);
  }

  private static Placed forward(ResultSet row) throws SQLException {
    String region = row.getString("other_region");
    return new Placed(
        new Edge(
            Direction.FORWARD,
            row.getString("name"),
            row.getString("other_type"),
            row.getString("other_id"),
            row.getString("other_name"),
            region,
            region != null,
            row.getBoolean("other_deleted")),
        Columns.key(row),
        row.getInt("ordinal"));
  }

  List<Placed> reverse(ResourceKey key, @Nullable String name, @Nullable Placed after, int limit) {
    Sql sql =
        Sql.of(
            "SELECT e.account_id, e.region, e.resource_type, e.resource_id, e.ordinal, e.name,"
                + " s.resource_name FROM resource_edge e JOIN resource s"
                + " USING (account_id, region, resource_type, resource_id)"
                + " WHERE e.account_id = ? AND e.other_type = ?"
                + " AND (e.other_id = ? OR (e.other_id IS NULL AND e.other_name = ?))"
                + " AND (e.region IN (?, 'global') OR ? = 'global')",
            key.accountId().value(),
            key.resourceType(),
            key.resourceId(),
            name,
            key.region(),
            key.region());
    if (after != null) {
      sql.add(
          "AND (e.region, e.resource_type, e.resource_id, e.ordinal) > (?, ?, ?, ?)",
          after.from().region(),
          after.from().resourceType(),
          after.from().resourceId(),
          after.ordinal());
    }
    sql.add("ORDER BY e.region, e.resource_type, e.resource_id, e.ordinal LIMIT ?", limit);
    return database.list(sql, RelationshipQueries::reverse);
  }

  private static Placed reverse(ResultSet row) throws SQLException {
    ResourceKey from = Columns.key(row);
    return new Placed(
        new Edge(
            Direction.REVERSE,
            ReverseName.of(row.getString("name"), from.resourceType()),
            from.resourceType(),
            from.resourceId(),
            row.getString("resource_name"),
            from.region(),
            true,
            false),
        from,
        row.getInt("ordinal"));
  }
}
