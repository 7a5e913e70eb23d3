package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.run.BuiltRun;
import io.cairn.eventstore.sql.BinaryRows;
import io.cairn.eventstore.sql.DayPartitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes and deletes the rows of runs and open blocks, in the caller's transaction. */
final class RunRows {
  private RunRows() {}

  static void insert(Connection connection, BuiltRun run) throws SQLException {
    long id = nextId(connection);
    try (var rows =
        new BinaryRows(connection, "run (id, day, n, first_time, last_time, buckets, meta)")) {
      rows.row(7).bigint(id).date(run.day()).integer(run.count());
      rows.bigint(run.first()).bigint(run.last()).integer(run.buckets().size());
      rows.bytes(run.metaBytes());
      rows.finish();
    }
    try (var rows =
        new BinaryRows(connection, "run_column (run_id, attribute, chunk, day, data)")) {
      for (BuiltRun.StoredColumn column : run.columns()) {
        rows.row(5).bigint(id).smallint(column.attribute()).smallint(column.chunk());
        rows.date(run.day()).bytes(column.data());
      }
      rows.finish();
    }
    try (var rows = new BinaryRows(connection, "run_bucket (run_id, bucket, data)")) {
      List<byte[]> buckets = run.buckets();
      for (int i = 0; i < buckets.size(); i++) {
        rows.row(3).bigint(id).integer(i).bytes(buckets.get(i));
      }
      rows.finish();
    }
  }

  private static long nextId(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select nextval('run_id')");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  static void deleteOpen(Connection connection, Collection<Long> ids) throws SQLException {
    delete(connection, "open_block where id", ids, ids.size());
  }

  static void deleteBlocks(Connection connection, int day, Collection<Long> ids)
      throws SQLException {
    delete(connection, DayPartitions.name("block", day) + " where id", ids, ids.size());
  }

  static void deleteRuns(Connection connection, int day, Collection<Long> ids) throws SQLException {
    delete(connection, "run where id", ids, ids.size());
    delete(connection, DayPartitions.name("run_column", day) + " where run_id", ids, 0);
    delete(connection, "run_bucket where run_id", ids, 0);
  }

  private static void delete(Connection connection, String what, Collection<Long> ids, int least)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + what + " = any (?)")) {
      delete.setArray(1, connection.createArrayOf("int8", ids.toArray()));
      int deleted = delete.executeUpdate();
      if (deleted < least) {
        throw new SQLException("only " + deleted + " of " + least + " rows were there: " + what);
      }
    }
  }
}
