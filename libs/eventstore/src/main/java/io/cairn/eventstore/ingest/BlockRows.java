package io.cairn.eventstore.ingest;

import io.cairn.eventstore.block.EncodedBlock;
import io.cairn.eventstore.sql.BinaryRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes blocks and their indexes, in the caller's transaction. */
public final class BlockRows {
  /** The partition of blocks that were told already: merged ones. */
  public static final int TOLD = -1;

  private BlockRows() {}

  /** Inserts blocks that were told already, merged ones; their ids ascend in the order given. */
  public static void insertTold(Connection connection, int count, Iterable<EncodedBlock> blocks)
      throws SQLException {
    insert(connection, TOLD, Arrival.UNKNOWN, count, blocks);
  }

  /** Inserts the blocks of one append; their ids ascend in the order given. */
  static void insert(
      Connection connection,
      int partition,
      Arrival arrival,
      int count,
      Iterable<EncodedBlock> blocks)
      throws SQLException {
    long[] ids = ids(connection, count);
    List<EncodedBlock> written = new ArrayList<>(count);
    try (var rows =
        new BinaryRows(
            connection,
            "block (id, day, n, first_time, last_time, dictionary_id, keys, payload)")) {
      for (EncodedBlock block : blocks) {
        rows.row(8).bigint(ids[written.size()]).date(block.day()).smallint(block.count());
        rows.bigint(block.first()).bigint(block.last()).integer(block.dictionary());
        rows.bytes(block.keys()).bytes(block.payload());
        written.add(block.indexOnly());
      }
      rows.finish();
    }
    insertIndexes(connection, partition, arrival, ids, written);
  }

  private static void insertIndexes(
      Connection connection, int partition, Arrival arrival, long[] ids, List<EncodedBlock> blocks)
      throws SQLException {
    int from = 0;
    try (var rows =
        new BinaryRows(
            connection,
            "open_block (id, day, partition_number, n, first_time, last_time, idx, batch,"
                + " arrival)")) {
      for (int i = 0; i < blocks.size(); i++) {
        EncodedBlock block = blocks.get(i);
        rows.row(9).bigint(ids[i]).date(block.day()).integer(partition).smallint(block.count());
        rows.bigint(block.first()).bigint(block.last()).bytes(block.index());
        rows.bigint(arrival.batch());
        byte[] ordinals = arrival.bytes(from, from + block.count());
        if (ordinals == null) {
          rows.absent();
        } else {
          rows.bytes(ordinals);
        }
        from += block.count();
      }
      rows.finish();
    }
  }

  private static long[] ids(Connection connection, int count) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select nextval('block_id') from generate_series(1, ?)")) {
      select.setInt(1, count);
      long[] ids = new long[count];
      try (ResultSet rows = select.executeQuery()) {
        for (int i = 0; rows.next(); i++) {
          ids[i] = rows.getLong(1);
        }
      }
      return ids;
    }
  }
}
