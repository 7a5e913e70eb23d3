package io.cairn.config.database;

import io.cairn.contracts.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource's identity in statements: four columns that nearly every table begins with. */
public final class Keys {
  /** The four columns, in order. */
  public static final String COLUMNS = "account_id, region, resource_type, resource_id";

  /** One resource; takes {@link #values(ResourceKey)}. */
  public static final String IS =
      "account_id = ? AND region = ? AND resource_type = ? AND resource_id = ?";

  /** Several resources as a table {@code k}; takes {@link #arrays}. */
  public static final String TABLE =
      "unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS k(" + COLUMNS + ")";

  private Keys() {}

  /** The values of the four columns. */
  public static @Nullable Object[] values(ResourceKey key) {
    return new @Nullable Object[] {
      key.accountId().value(), key.region(), key.resourceType(), key.resourceId()
    };
  }

  /** The values of a row that begins with the four columns. */
  public static List<@Nullable Object> row(ResourceKey key, @Nullable Object... more) {
    List<@Nullable Object> row = new ArrayList<>(4 + more.length);
    row.add(key.accountId().value());
    row.add(key.region());
    row.add(key.resourceType());
    row.add(key.resourceId());
    for (Object value : more) {
      row.add(value);
    }
    return row;
  }

  /** The four columns of several resources. */
  public static @Nullable Object[] arrays(Collection<ResourceKey> keys) {
    return new @Nullable Object[] {
      keys.stream().map(key -> key.accountId().value()).toList(),
      keys.stream().map(ResourceKey::region).toList(),
      keys.stream().map(ResourceKey::resourceType).toList(),
      keys.stream().map(ResourceKey::resourceId).toList()
    };
  }
}
