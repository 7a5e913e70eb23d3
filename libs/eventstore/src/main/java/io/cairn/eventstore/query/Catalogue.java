package io.cairn.eventstore.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store consists of, in one snapshot.
 *
 * @param open blocks that no run holds yet, the one with the newest event first
 * @param runs sealed runs, likewise
 */
public record Catalogue(List<OpenBlock> open, List<SealedRun> runs) {
  /** Copies the lists. */
  public Catalogue {
    open = List.copyOf(open);
    runs = List.copyOf(runs);
  }

  /**
   * Which blocks and runs there are, in three numbers: how many, and the sums of two hashes of
   * their ids, which are never used again. Equal numbers mean equal lists.
   */
  private record Version(long count, String hash, String other) {}

  /** The catalogue read last; pages between two commits share it. */
  static final class Latest {
    private volatile @Nullable Known known;

    private record Known(Version version, Catalogue catalogue) {}

    /** The catalogue of the connection's snapshot: one short statement while nothing changed. */
    Catalogue of(Connection connection, CacheMeter meter) throws SQLException {
      try (Statement select = connection.createStatement()) {
        Version version = version(select);
        Known latest = known;
        if (latest != null && latest.version().equals(version)) {
          meter.hit();
          return latest.catalogue();
        }
        meter.miss();
        Catalogue read = read(connection);
        known = new Known(version, read);
        return read;
      }
    }

    private static Version version(Statement select) throws SQLException {
      try (ResultSet row =
          select.executeQuery(
              """
              select count(*), sum(hashint8extended(id, seed)), sum(hashint8extended(id, seed + 1))
              from (select id, 1 as seed from open_block union all select id, 101 from run) all_ids
              """)) {
        row.next();
        return new Version(
            row.getLong(1), String.valueOf(row.getString(2)), String.valueOf(row.getString(3)));
      }
    }
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
                + " from open_block order by last_time desc, id")) {
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
            "select id, day - date '1970-01-01', n, first_time, last_time, buckets from run"
                + " order by last_time desc, id")) {
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
