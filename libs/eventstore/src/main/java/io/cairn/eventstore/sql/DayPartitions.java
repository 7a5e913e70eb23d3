package io.cairn.eventstore.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the partitions of a UTC day when its first event comes: apart, then attached, which blocks
 * neither readers nor writers of other days. An advisory lock settles who makes them. Thread-safe.
 */
public final class DayPartitions {
  /** Tables with a partition for each day. */
  public static final List<String> TABLES = List.of("block", "run_column");

  private static final long LOCK = 0x6361_6972_6e64_6179L;

  private final Transactions transactions;
  private final Set<Integer> known = ConcurrentHashMap.newKeySet();

  /** Partitions of the tables that the connections find first. */
  public DayPartitions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The partition of a table for a day, counted from 1970. */
  public static String name(String table, int day) {
    return table + "_" + LocalDate.ofEpochDay(day).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** Returns when the days have their partitions; commits in a transaction of its own. */
  public void ensure(Collection<Integer> days) {
    Set<Integer> missing = new TreeSet<>(days);
    missing.removeAll(known);
    if (missing.isEmpty()) {
      return;
    }
    transactions.write(
        "making partitions",
        connection -> {
          lock(connection);
          for (int day : missing) {
            for (String table : TABLES) {
              create(connection, table, day);
            }
          }
          return missing.size();
        });
    known.addAll(missing);
  }

  /** Asks the database again, after a partition was dropped. */
  public void forget() {
    known.clear();
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.execute();
    }
  }

  private static void create(Connection connection, String table, int day) throws SQLException {
    String name = name(table, day);
    try (PreparedStatement exists =
        connection.prepareStatement(
            "select 1 from pg_inherits where inhrelid = to_regclass(?)"
                + " and inhparent = to_regclass(?)")) {
      exists.setString(1, name);
      exists.setString(2, table);
      if (exists.executeQuery().next()) {
        return;
      }
    }
    try (Statement ddl = connection.createStatement()) {
      // The name is made of a constant and a number; nothing of an event's text gets here.
      ddl.execute("create table " + name + " (like " + table + " including all)");
      ddl.execute(
          "alter table %s attach partition %s for values in ('%s')"
              .formatted(table, name, LocalDate.ofEpochDay(day)));
    }
  }
}
