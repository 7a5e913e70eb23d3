package io.cairn.eventstore.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * The rows of {@code account_writer}: which partition wrote an account last. Identity begins with
 * the account, so partitions that share none never wait for each other, and one that finds itself
 * in the row knows that nothing of the account was stored by others since it looked.
 */
final class AccountWriters {
  private AccountWriters() {}

  /**
   * Locks the accounts to the end of the transaction and writes the partition to them, in one order
   * for all, so that two transactions never wait for each other.
   *
   * @return whether another partition wrote any of them last
   */
  static boolean take(Connection connection, int partition, Collection<String> accounts)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into account_writer as w (account_id, partition_number)
            select a, ? from unnest(?) as a order by a collate "C"
            on conflict (account_id) do update set partition_number = excluded.partition_number
              where w.partition_number <> excluded.partition_number
            returning old.partition_number is not null
            """)) {
      insert.setInt(1, partition);
      insert.setArray(2, connection.createArrayOf("text", accounts.toArray()));
      boolean moved = false;
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          moved |= rows.getBoolean(1);
        }
      }
      return moved;
    }
  }
}
