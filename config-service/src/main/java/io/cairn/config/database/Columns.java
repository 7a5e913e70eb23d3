package io.cairn.config.database;

import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types that the features speak. */
public final class Columns {
  private Columns() {}

  /** A timestamp that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** A timestamp that may be null. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  /** Text that may be null. */
  public static @Nullable String textOrNull(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  /** An array of text. */
  public static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /** The four columns of a resource's identity. */
  public static ResourceKey key(ResultSet row) throws SQLException {
    return new ResourceKey(
        new AccountId(row.getString("account_id")),
        row.getString("region"),
        row.getString("resource_type"),
        row.getString("resource_id"));
  }
}
