package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.sql.DayPartitions;
import io.cairn.eventstore.sql.Transactions;
import io.cairn.eventstore.sql.UpkeepLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drops whole days by dropping their partitions; a day that has events to tell stays. */
public final class Retention {
  private static final int LOCK_SECONDS = 5;

  private final Transactions transactions;
  private final DayPartitions partitions;

  /** Retention of the store that these belong to. */
  public Retention(Transactions transactions, DayPartitions partitions) {
    this.transactions = transactions;
    this.partitions = partitions;
  }

  /** Drops the days before {@code first}; gives those that were dropped, oldest first. */
  public List<LocalDate> dropBefore(LocalDate first) {
    List<LocalDate> dropped = new ArrayList<>();
    for (LocalDate day : transactions.read("reading which days are stored", Retention::days)) {
      if (day.isBefore(first)) {
        drop(day).ifPresent(dropped::add);
      }
    }
    return dropped;
  }

  /** The days that have partitions, oldest first. */
  static List<LocalDate> days(Connection connection) throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                """
                select to_date(right(c.relname, 8), 'YYYYMMDD')
                from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = to_regclass('block') order by 1
                """)) {
      while (rows.next()) {
        days.add(rows.getObject(1, LocalDate.class));
      }
    }
    return days;
  }

  private Optional<LocalDate> drop(LocalDate day) {
    boolean done =
        transactions.write(
            "dropping the events of " + day,
            connection -> {
              if (!UpkeepLock.tryTake(connection) || isUntold(connection, day)) {
                return false;
              }
              drop(connection, day);
              return true;
            });
    partitions.forget();
    return done ? Optional.of(day) : Optional.empty();
  }

  private static boolean isUntold(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select 1 from open_block o join writer_lease l using (partition_number)"
                + " where o.day = ? and o.id > l.told_block limit 1")) {
      select.setObject(1, day);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void drop(Connection connection, LocalDate day) throws SQLException {
    for (String sql :
        List.of(
            "delete from open_block where day = ?",
            "delete from run_bucket where run_id in (select id from run where day = ?)",
            "delete from run where day = ?")) {
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setObject(1, day);
        delete.executeUpdate();
      }
    }
    try (Statement ddl = connection.createStatement()) {
      ddl.execute("set local lock_timeout = '" + LOCK_SECONDS + "s'");
      for (String table : DayPartitions.TABLES) {
        ddl.execute("drop table " + DayPartitions.name(table, (int) day.toEpochDay()));
      }
    }
  }
}
