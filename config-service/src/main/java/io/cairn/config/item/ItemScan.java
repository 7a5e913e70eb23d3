package io.cairn.config.item;

import io.cairn.config.database.Database;
import io.cairn.config.database.Keys;
import io.cairn.config.database.PageBytes;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the items of many resources: resource after resource, each from its oldest item on. */
@Singleton
public class ItemScan {
  private static final String ORDER = Keys.COLUMNS + ", capture_time, configuration_state_id";

  private final Database database;

  ItemScan(Database database) {
    this.database = database;
  }

  /**
   * Which items.
   *
   * @param resourceTypes of these types
   * @param accountId of this account; null for all
   * @param from captured from then on
   * @param to captured until then
   */
  public record Range(
      Collection<String> resourceTypes, @Nullable String accountId, Instant from, Instant to) {}

  /** Where a walk stands: at the last item that was seen. */
  public record Position(ResourceKey key, ItemStore.Place place) {}

  /**
   * The next items; cut by {@link PageBytes}, so fewer than {@code limit} do not mean the end, none
   * do.
   */
  public List<ConfigurationItem> next(Range range, @Nullable Position after, int limit) {
    Sql sql =
        Sql.of(
                "SELECT * FROM configuration_item WHERE resource_type = ANY (?)",
                range.resourceTypes())
            .and("account_id = ?", range.accountId())
            .add("AND capture_time >= ? AND capture_time <= ?", range.from(), range.to());
    if (after != null) {
      sql.add("AND (" + ORDER + ") > (?, ?, ?, ?, ?, ?)", Keys.values(after.key()))
          .with(after.place().captureTime())
          .with(after.place().stateId());
    }
    return database.list(
        PageBytes.cut(sql.add("ORDER BY " + ORDER + " LIMIT ?", limit)), ItemStore.ITEM);
  }
}
