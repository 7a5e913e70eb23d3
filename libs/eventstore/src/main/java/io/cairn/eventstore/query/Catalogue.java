package io.cairn.eventstore.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the store consists of, in one snapshot.
 *
 * @param open blocks that no run holds yet
 * @param runs sealed runs
 */
public record Catalogue(List<OpenBlock> open, List<SealedRun> runs) {
  /** Copies the lists. */
  public Catalogue {
    open = List.copyOf(open);
    runs = List.copyOf(runs);
  }

  /** Reads both lists as the connection's snapshot has them. */
  public static Catalogue read(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement()) {
      return new Catalogue(open(select), runs(select));
    }
  }

  private static List<OpenBlock> open(Statement select) throws SQLException {
    List<OpenBlock> open = new ArrayList<>();
    try (ResultSet rows =
        select.executeQuery(
            "select id, day - date '1970-01-01', partition_number, n, first_time, last_time"
                + " from open_block")) {
      while (rows.next()) {
        open.add(
            new OpenBlock(
                rows.getLong(1),
                rows.getInt(2),
                rows.getInt(3),
                rows.getInt(4),
                rows.getLong(5),
                rows.getLong(6)));
      }
    }
    return open;
  }

  private static List<SealedRun> runs(Statement select) throws SQLException {
    List<SealedRun> runs = new ArrayList<>();
    try (ResultSet rows =
        select.executeQuery(
            "select id, day - date '1970-01-01', n, first_time, last_time, buckets from run")) {
      while (rows.next()) {
        runs.add(
            new SealedRun(
                rows.getLong(1),
                rows.getInt(2),
                rows.getInt(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getInt(6)));
      }
    }
    return runs;
  }
}
