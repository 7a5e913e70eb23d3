package io.cairn.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code writer_lease}: who may write a partition, and from which offset. */
public final class WriterLeases {
  private WriterLeases() {}

  /** Takes a partition, as {@link EventStore#lease} describes it. */
  public static Lease take(Connection connection, int partition, long earliest, long latest)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into writer_lease as l (partition_number, epoch, next_offset, next_batch)
            values (?, 1, ?, 1)
            on conflict (partition_number) do update set epoch = l.epoch + 1,
              next_offset = case when l.next_offset between ? and ? then l.next_offset else ? end
            returning epoch, next_offset
            """)) {
      insert.setInt(1, partition);
      insert.setLong(2, earliest);
      insert.setLong(3, earliest);
      insert.setLong(4, latest);
      insert.setLong(5, earliest);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return new Lease(partition, row.getLong(1), row.getLong(2));
      }
    }
  }

  /** Moves the lease on and locks its row to the end of the transaction; gives the batch number. */
  public static long advance(Connection connection, Lease lease, long nextOffset)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update writer_lease set next_offset = ?, next_batch = next_batch + 1
            where partition_number = ? and epoch = ? and next_offset = ?
            returning next_batch - 1
            """)) {
      update.setLong(1, nextOffset);
      update.setInt(2, lease.partition());
      update.setLong(3, lease.epoch());
      update.setLong(4, lease.nextOffset());
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          throw new FencedException(lease);
        }
        return row.getLong(1);
      }
    }
  }

  /** All leases, by partition. */
  public static List<Lease> all(Connection connection) throws SQLException {
    List<Lease> leases = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select partition_number, epoch, next_offset from writer_lease"
                    + " order by partition_number");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        leases.add(new Lease(rows.getInt(1), rows.getLong(2), rows.getLong(3)));
      }
    }
    return leases;
  }

  /** Throws {@link FencedException} unless the epoch is still this one; holds it until commit. */
  public static void check(Connection connection, Lease lease) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from writer_lease where partition_number = ? and epoch = ? for share")) {
      select.setInt(1, lease.partition());
      select.setLong(2, lease.epoch());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new FencedException(lease);
        }
      }
    }
  }
}
