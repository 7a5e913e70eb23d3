package io.cairn.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Makes the monthly partitions of {@code event} when the first event of a month comes. A partition
 * is made apart and attached, which blocks neither readers nor writers of the others; an advisory
 * lock settles who makes it.
 */
final class EventPartitions {
  private static final long LOCK = 0x6361_6972_6e65_7674L;

  private final DataSource dataSource;
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  EventPartitions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Returns when there is a partition for each event; commits in a transaction of its own. */
  void ensure(Collection<NewEvent> events) throws SQLException {
    Set<YearMonth> missing = new TreeSet<>();
    for (NewEvent event : events) {
      YearMonth month = monthOf(event.event().eventTime());
      if (!known.contains(month)) {
        missing.add(month);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        lock(connection);
        for (YearMonth month : missing) {
          create(connection, month);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
    known.addAll(missing);
  }

  /** Asks the database again, after a partition was dropped behind the store's back. */
  void forget() {
    known.clear();
  }

  private static YearMonth monthOf(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.execute();
    }
  }

  private static void create(Connection connection, YearMonth month) throws SQLException {
    String name = "event_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    try (PreparedStatement exists =
        connection.prepareStatement(
            "select 1 from pg_inherits where inhrelid = to_regclass(?)"
                + " and inhparent = to_regclass('event')")) {
      exists.setString(1, name);
      if (exists.executeQuery().next()) {
        return;
      }
    }
    String from = month.atDay(1) + " 00:00:00+00";
    String to = month.plusMonths(1).atDay(1) + " 00:00:00+00";
    try (Statement ddl = connection.createStatement()) {
      // The names and dates are made of two numbers; nothing of an event's text gets here.
      ddl.execute(
          "create table " + name + " (like event including defaults including constraints)");
      ddl.execute(
          "alter table event attach partition "
              + name
              + " for values from ('"
              + from
              + "') to ('"
              + to
              + "')");
    }
  }
}
