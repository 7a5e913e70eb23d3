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
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the blocks of a partition that were not told, and moves its cursor. Until then they are
 * neither merged nor sealed. What one append wrote is a batch: it is told by time, and of one time
 * as it came.
 */
public final class BlockTelling {
  private static final int MOST_BLOCKS = 256;

  private final Caches caches;

  /** Telling through these caches. */
  public BlockTelling(Caches caches) {
    this.caches = caches;
  }

  /**
   * A block that waits.
   *
   * @param batch number of the append that wrote it
   * @param arrival places of its events in the append, two bytes each
   */
  private record Waiting(long id, int day, int count, long batch, byte[] arrival) {
    int ordinal(int event) {
      return ((arrival[2 * event] & 0xff) << 8) | (arrival[2 * event + 1] & 0xff);
    }
  }

  /** An event with its place in the append. */
  private record Arrived(Incoming event, int ordinal) {}

  /** The oldest batches that were not told, with at least one while there is one. */
  public List<UntoldBatch> untold(Connection connection, int partition, int maxEvents)
      throws SQLException {
    var blocks = new WholeBlocks(connection, caches);
    List<UntoldBatch> batches = new ArrayList<>();
    int events = 0;
    for (List<Waiting> batch : waiting(connection, partition)) {
      int count = batch.stream().mapToInt(Waiting::count).sum();
      if (!batches.isEmpty() && events + count > maxEvents) {
        break;
      }
      batches.add(new UntoldBatch(partition, batch.getLast().id(), read(blocks, batch)));
      events += count;
    }
    return batches;
  }

  /** The events of one append, by time; those of one time as they came. */
  private static List<StoredEvent> read(WholeBlocks blocks, List<Waiting> batch)
      throws SQLException {
    List<Arrived> arrived = new ArrayList<>();
    for (Waiting block : batch) {
      List<Incoming> events = blocks.read(block.day(), block.id());
      for (int i = 0; i < events.size(); i++) {
        arrived.add(new Arrived(events.get(i), block.ordinal(i)));
      }
    }
    arrived.sort(
        Comparator.comparingLong((Arrived a) -> a.event().time())
            .thenComparingInt(Arrived::ordinal));
    return arrived.stream().map(a -> stored(a.event())).toList();
  }

  private static StoredEvent stored(Incoming event) {
    var position =
        new Position(
            event.event().event().eventTime(),
            event.event().event().eventId(),
            event.event().accountId());
    return new StoredEvent(position, event.event().bytes());
  }

  private static Collection<List<Waiting>> waiting(Connection connection, int partition)
      throws SQLException {
    Map<Long, List<Waiting>> batches = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select o.id, o.day - date '1970-01-01', o.n, o.batch, o.arrival
            from open_block o join writer_lease l using (partition_number)
            where o.partition_number = ? and o.id > l.told_block order by o.id limit ?
            """)) {
      select.setInt(1, partition);
      select.setInt(2, MOST_BLOCKS);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          batches
              .computeIfAbsent(rows.getLong(4), _ -> new ArrayList<>())
              .add(
                  new Waiting(
                      rows.getLong(1),
                      rows.getInt(2),
                      rows.getInt(3),
                      rows.getLong(4),
                      rows.getBytes(5)));
        }
      }
    }
    return batches.values();
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

  /** Number of batches that wait, over all partitions. */
  public static long count(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select count(distinct (o.partition_number, o.batch)) from open_block o join writer_lease l using (partition_number)"
                    + " where o.id > l.told_block")) {
      row.next();
      return row.getLong(1);
    }
  }
}
