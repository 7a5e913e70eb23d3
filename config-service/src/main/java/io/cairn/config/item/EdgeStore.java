package io.cairn.config.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forward edges of existing resources, as their current items name them. */
@Singleton
class EdgeStore {
  private static final String INSERT =
      "INSERT INTO resource_edge (account_id, region, resource_type, resource_id, ordinal, name,"
          + " other_type, other_id, other_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;

  EdgeStore(Database database) {
    this.database = database;
  }

  /** Replaces a resource's edges by those of its item. */
  void replace(ResourceKey key, JsonNode message) {
    database.update(
        Sql.of(
            "DELETE FROM resource_edge WHERE account_id = ? AND region = ? AND resource_type = ?"
                + " AND resource_id = ?",
            key.accountId().value(),
            key.region(),
            key.resourceType(),
            key.resourceId()));
    List<List<@Nullable Object>> edges = new ArrayList<>();
    for (JsonNode edge : message.path(MessageForm.RELATIONSHIPS)) {
      String type = MessageForm.text(edge, "resourceType");
      if (type != null) {
        edges.add(
            Arrays.asList(
                key.accountId().value(),
                key.region(),
                key.resourceType(),
                key.resourceId(),
                edges.size(),
                edge.path("name").asText(),
                type,
                MessageForm.text(edge, "resourceId"),
                MessageForm.text(edge, MessageForm.NAME)));
      }
    }
    database.batch(INSERT, edges);
  }
}
