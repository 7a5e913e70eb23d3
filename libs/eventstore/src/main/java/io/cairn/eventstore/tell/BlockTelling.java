package io.cairn.eventstore.tell;

import io.cairn.eventstore.FencedException;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.Position;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.query.WholeBlocks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the blocks of a partition that were not told, and moves its cursor. Until then they are
 * neither merged nor sealed, so a block is told as it was committed.
 */
public final class BlockTelling {
  private static final int MOST_BLOCKS = 256;

  private final Caches caches;

  /** Telling through these caches. */
  public BlockTelling(Caches caches) {
    this.caches = caches;
  }

  private record Waiting(long id, int day, int count) {}

  /** The oldest blocks that were not told, with at least one while there is one. */
  public List<UntoldBatch> untold(Connection connection, int partition, int maxEvents)
      throws SQLException {
    var blocks = new WholeBlocks(connection, caches);
    List<UntoldBatch> batches = new ArrayList<>();
    int events = 0;
    for (Waiting block : waiting(connection, partition)) {
      if (!batches.isEmpty() && events + block.count() > maxEvents) {
        break;
      }
      List<StoredEvent> stored =
          blocks.read(block.day(), block.id()).stream().map(BlockTelling::stored).toList();
      batches.add(new UntoldBatch(partition, block.id(), stored));
      events += block.count();
    }
    return batches;
  }

  private static StoredEvent stored(Incoming event) {
    var position =
        new Position(
            event.event().event().eventTime(),
            event.event().event().eventId(),
            event.event().accountId());
    return new StoredEvent(position, event.event().bytes());
  }

  private static List<Waiting> waiting(Connection connection, int partition) throws SQLException {
    List<Waiting> waiting = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select o.id, o.day - date '1970-01-01', o.n
            from open_block o join writer_lease l using (partition_number)
            where o.partition_number = ? and o.id > l.told_block order by o.id limit ?
            """)) {
      select.setInt(1, partition);
      select.setInt(2, MOST_BLOCKS);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          waiting.add(new Waiting(rows.getLong(1), rows.getInt(2), rows.getInt(3)));
        }
      }
    }
    return waiting;
  }

  /** Moves the cursor up to a block; fails when the lease is over. */
  public static int told(Connection connection, Lease lease, long block) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update writer_lease set told_block = greatest(told_block, ?)"
                + " where partition_number = ? and epoch = ?")) {
      update.setLong(1, block);
      update.setInt(2, lease.partition());
      update.setLong(3, lease.epoch());
      if (update.executeUpdate() == 0) {
        throw new FencedException(lease);
      }
      return 1;
    }
  }

  /** Number of blocks that wait, over all partitions. */
  public static long count(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select count(*) from open_block o join writer_lease l using (partition_number)"
                    + " where o.id > l.told_block")) {
      row.next();
      return row.getLong(1);
    }
  }
}
