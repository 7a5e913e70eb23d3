package io.cairn.config.item;

import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Lets one transaction at a time record a resource, also one that has no row yet. The lock ends
 * with the transaction; two keys that share a hash only wait for each other.
 */
@Singleton
public class ResourceLocks {
  /** The order in which several resources are locked, so that nobody waits in a circle. */
  static final Comparator<ResourceKey> IN_ORDER =
      Comparator.comparing(ResourceKey::accountId)
          .thenComparing(ResourceKey::region)
          .thenComparing(ResourceKey::resourceType)
          .thenComparing(ResourceKey::resourceId);

  private final Database database;

  ResourceLocks(Database database) {
    this.database = database;
  }

  /** Waits for the resource; whoever locks several one by one does so in key order. */
  public void lock(ResourceKey key) {
    lock(List.of(key));
  }

  /** Waits for resources, in key order. */
  public void lock(Collection<ResourceKey> keys) {
    List<String> ordered = keys.stream().sorted(IN_ORDER).map(ResourceKey::toString).toList();
    var _ =
        database.list(
            Sql.of(
                "SELECT pg_advisory_xact_lock(hashtextextended(k, 0))::text"
                    + " FROM unnest(?::text[]) AS k",
                ordered),
            row -> true);
  }
}
