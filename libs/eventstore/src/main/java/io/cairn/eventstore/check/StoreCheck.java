package io.cairn.eventstore.check;

import io.cairn.eventstore.block.BlockWriter;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.query.Catalogue;
import io.cairn.eventstore.query.OpenBlock;
import io.cairn.eventstore.query.SealedRun;
import io.cairn.eventstore.query.WholeBlocks;
import io.cairn.eventstore.run.Member;
import io.cairn.eventstore.sql.DayPartitions;
import io.cairn.eventstore.sql.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Restores every event from its block, builds the indexes again and compares them, bit by bit where
 * the format is one to one, with those that are stored: counts, times, order, keys, columns and
 * buckets; every block belongs to exactly one index, and no event is there twice. Reads one
 * snapshot and one day at a time; takes about 100 bytes of memory for each event of a day.
 */
public final class StoreCheck {
  private static final int MAX_FAULTS = 1_000;

  private final Transactions transactions;
  private final StoreKey key;

  private final List<CheckReport.Fault> faults = new ArrayList<>();
  private long blocks;
  private long openBlocks;
  private long runs;
  private long events;
  private long bytes;

  /** A check of the store that these belong to; for one use. */
  public StoreCheck(Transactions transactions, StoreKey key) {
    this.transactions = transactions;
    this.key = key;
  }

  /** Checks everything. */
  public CheckReport run() {
    return transactions.read("checking the event store", this::run);
  }

  private CheckReport run(Connection connection) throws SQLException {
    Catalogue catalogue = Catalogue.read(connection);
    Map<Integer, DayCheck> days = new TreeMap<>();
    for (int day : days(connection)) {
      days.put(day, new DayCheck(connection, key, day, this::fault));
    }
    for (OpenBlock block : catalogue.open()) {
      openBlocks++;
      DayCheck day = days.get(block.day());
      if (day == null) {
        fault("open_block " + block.id(), "its day " + date(block.day()) + " has no partition");
      } else {
        day.add(block);
      }
    }
    for (SealedRun run : catalogue.runs()) {
      runs++;
      DayCheck day = days.get(run.day());
      if (day == null) {
        fault("run " + run.id(), "its day " + date(run.day()) + " has no partition");
      } else {
        day.add(run);
      }
    }
    for (var day : days.entrySet()) {
      checkDay(connection, day.getKey(), day.getValue());
    }
    checkOrphans(connection);
    return new CheckReport(days.size(), blocks, openBlocks, runs, events, bytes, faults);
  }

  private void checkDay(Connection connection, int day, DayCheck check) throws SQLException {
    var whole = new WholeBlocks(connection, new Caches(1 << 20));
    Map<Long, Member> restored = new HashMap<>();
    var identities = new Repeated(key);
    List<Long> ids = ids(connection, day);
    for (long id : ids) {
      blocks++;
      try {
        WholeBlocks.Restored block = whole.restore(day, id);
        block.events().forEach(identities::add);
        restored.put(id, member(id, block));
        count(block.events());
        checkOrder(day, id, block.events());
      } catch (DamagedException e) {
        fault(where(day, id), String.valueOf(e.getMessage()));
      }
    }
    check.compare(restored, Set.copyOf(ids));
    if (identities.sort()) {
      nameRepeated(whole, day, ids, identities);
    }
  }

  private static Member member(long id, WholeBlocks.Restored block) {
    return new Member(
        id,
        BlockWriter.index(block.events(), block.frameStarts()),
        BlockWriter.keys(block.events()));
  }

  private void count(List<Incoming> block) {
    events += block.size();
    bytes += block.stream().mapToLong(e -> e.event().bytes().length).sum();
  }

  private void checkOrder(int day, long id, List<Incoming> block) {
    for (int i = 0; i < block.size(); i++) {
      if (i > 0 && block.get(i - 1).compareTo(block.get(i)) > 0) {
        fault(where(day, id), "event " + i + " is out of order");
      }
      if (block.get(i).day() != day) {
        fault(where(day, id), "event " + i + " is of another day");
      }
    }
  }

  private void nameRepeated(WholeBlocks whole, int day, List<Long> ids, Repeated identities)
      throws SQLException {
    for (long id : ids) {
      try {
        for (Incoming event : whole.read(day, id)) {
          if (identities.isRepeated(event)) {
            fault(
                where(day, id),
                "event " + event.event().event().eventId() + " is stored more than once");
          }
        }
      } catch (DamagedException _) {
        // Reported when it was read first.
      }
    }
  }

  private void checkOrphans(Connection connection) throws SQLException {
    for (String table : List.of("run_column", "run_bucket")) {
      try (Statement select = connection.createStatement();
          ResultSet rows =
              select.executeQuery(
                  "select distinct run_id from "
                      + table
                      + " c where not exists (select 1 from run r where r.id = c.run_id)")) {
        while (rows.next()) {
          fault(table + ", run " + rows.getLong(1), "belongs to no run");
        }
      }
    }
  }

  private static List<Long> ids(Connection connection, int day) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select id from " + DayPartitions.name("block", day) + " order by id")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private static List<Integer> days(Connection connection) throws SQLException {
    List<Integer> days = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                """
                select to_date(right(c.relname, 8), 'YYYYMMDD') - date '1970-01-01'
                from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = to_regclass('block') order by 1
                """)) {
      while (rows.next()) {
        days.add(rows.getInt(1));
      }
    }
    return days;
  }

  static String where(int day, long block) {
    return "block " + block + " of " + date(day);
  }

  static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  private void fault(String where, String what) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(new CheckReport.Fault(where, what));
    }
  }
}
