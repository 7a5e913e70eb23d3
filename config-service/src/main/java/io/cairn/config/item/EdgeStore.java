package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Keys;
import io.cairn.config.database.Sql;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forward edges of existing resources, as their current items name them. Written with the items
 * alone, read by whoever looks for a resource's neighbours.
 */
@Singleton
public class EdgeStore {
  private static final int MOST = 1000;
  private static final String INSERT =
      "INSERT INTO resource_edge (account_id, region, resource_type, resource_id, ordinal, name,"
          + " other_type, other_id, other_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;

  EdgeStore(Database database) {
    this.database = database;
  }

  /** Replaces the resources' edges by those of their items. */
  void replace(Collection<CurrentItems.NewItem> items) {
    List<ResourceKey> keys = items.stream().map(item -> item.current().key()).toList();
    database.update(
        Sql.of("DELETE FROM resource_edge e USING " + Keys.TABLE, Keys.arrays(keys))
            .add("WHERE e.account_id = k.account_id AND e.region = k.region")
            .add("AND e.resource_type = k.resource_type AND e.resource_id = k.resource_id"));
    List<List<@Nullable Object>> edges = new ArrayList<>();
    items.forEach(item -> gather(item, edges));
    database.batch(INSERT, edges);
  }

  /** The resources of a type that have an edge to a resource by its id; a thousand at most. */
  public List<ResourceKey> to(AccountId account, String otherType, String otherId, String type) {
    return database.list(
        Sql.of(
            "SELECT DISTINCT account_id, region, resource_type, resource_id FROM resource_edge"
                + " WHERE account_id = ? AND other_type = ? AND other_id = ?"
                + " AND resource_type = ? LIMIT "
                + MOST,
            account.value(),
            otherType,
            otherId,
            type),
        Columns::key);
  }

  private static void gather(CurrentItems.NewItem item, List<List<@Nullable Object>> edges) {
    int ordinal = 0;
    for (JsonNode edge : item.message().path(MessageForm.RELATIONSHIPS)) {
      String type = MessageForm.text(edge, "resourceType");
      if (type != null) {
        edges.add(
            Keys.row(
                item.current().key(),
                ordinal++,
                edge.path("name").asText(),
                type,
                MessageForm.text(edge, "resourceId"),
                MessageForm.text(edge, MessageForm.NAME)));
      }
    }
  }
}
