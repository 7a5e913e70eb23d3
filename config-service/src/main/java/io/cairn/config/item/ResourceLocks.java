package io.cairn.config.item;

import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;

/**
 * Lets one transaction at a time record a resource, also one that has no row yet. The lock ends
 * with the transaction; two keys that share a hash only wait for each other.
 */
@Singleton
public class ResourceLocks {
  private final Database database;

  ResourceLocks(Database database) {
    this.database = database;
  }

  /** Waits for the resource; whoever locks several in one transaction does so in key order. */
  public void lock(ResourceKey key) {
    var _ =
        database.first(
            Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text", key.toString()),
            row -> true);
  }
}
