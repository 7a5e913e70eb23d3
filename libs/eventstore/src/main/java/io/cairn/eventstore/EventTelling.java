package io.cairn.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code event_batch}: what was stored newly and is still to be told, in order. */
final class EventTelling {
  private EventTelling() {}

  static void note(
      Connection connection,
      int partition,
      long batch,
      List<NewEvent> events,
      List<Outcome> outcomes)
      throws SQLException {
    List<NewEvent.Identity> stored = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (outcomes.get(i) == Outcome.STORED) {
        stored.add(events.get(i).identity());
      }
    }
    if (stored.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into event_batch values (?, ?, ?, ?, ?)")) {
      insert.setInt(1, partition);
      insert.setLong(2, batch);
      insert.setArray(
          3,
          array(
              connection,
              "timestamptz",
              stored.stream().map(i -> i.eventTime().atOffset(ZoneOffset.UTC)).toArray()));
      insert.setArray(
          4, array(connection, "text", stored.stream().map(NewEvent.Identity::eventId).toArray()));
      insert.setArray(
          5,
          array(connection, "text", stored.stream().map(NewEvent.Identity::accountId).toArray()));
      insert.executeUpdate();
    }
  }

  private static Array array(Connection connection, String type, Object[] values)
      throws SQLException {
    return connection.createArrayOf(type, values);
  }

  static List<UntoldBatch> untold(Connection connection, int partition, int maxEvents)
      throws SQLException {
    List<UntoldBatch> batches = new ArrayList<>();
    int events = 0;
    for (long number : numbers(connection, partition)) {
      UntoldBatch batch = new UntoldBatch(partition, number, events(connection, partition, number));
      batches.add(batch);
      events += batch.events().size();
      if (events >= maxEvents) {
        break;
      }
    }
    return batches;
  }

  private static List<Long> numbers(Connection connection, int partition) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select batch_number from event_batch where partition_number = ?"
                + " order by batch_number limit 64")) {
      select.setInt(1, partition);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
      }
    }
    return numbers;
  }

  /** An event that retention dropped in between is not told: nobody could look it up. */
  private static List<StoredEvent> events(Connection connection, int partition, long batch)
      throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select e.event_time, e.event_id, e.account_id, e.raw
            from event_batch b
            cross join lateral unnest(b.event_times, b.event_ids, b.account_ids)
              with ordinality as i (event_time, event_id, account_id, ordinal)
            join event e on e.event_time = i.event_time and e.event_id = i.event_id
              and e.account_id = i.account_id
            where b.partition_number = ? and b.batch_number = ?
            order by i.ordinal
            """)) {
      select.setInt(1, partition);
      select.setLong(2, batch);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(EventSearch.row(rows));
        }
      }
    }
    return events;
  }

  static int told(Connection connection, int partition, long batch) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from event_batch where partition_number = ? and batch_number <= ?")) {
      delete.setInt(1, partition);
      delete.setLong(2, batch);
      return delete.executeUpdate();
    }
  }

  static long count(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select count(*) from event_batch")) {
      row.next();
      return row.getLong(1);
    }
  }
}
