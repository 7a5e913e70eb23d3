package io.cairn.trail.ledger;

import io.cairn.trail.ledger.LedgerBatch.Place;
import io.cairn.trail.ledger.LedgerBatch.RefusedAt;
import io.cairn.web.runtime.Correlation;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the door tells the ledger: batches on their way and records it refused. */
@Singleton
public class LedgerDoor {
  private static final Logger LOGGER = LoggerFactory.getLogger(LedgerDoor.class);

  private final DataSource dataSource;
  private final DeadLetterRows letters;
  private final Clock clock;

  LedgerDoor(DataSource dataSource, DeadLetterRows letters, Clock clock) {
    this.dataSource = dataSource;
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * Notes a body in a transaction of its own. Without refusals a failure is only logged: the
   * records are durable at the broker and the writer counts them when it stores them.
   *
   * @param sourceAccount account of records that name none, or null
   * @throws LedgerException if refused records cannot be kept
   */
  public void record(
      Place place,
      @Nullable String sourceAccount,
      List<Flight> flights,
      List<RefusedBytes> refused) {
    if (flights.isEmpty() && refused.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Instant now = clock.instant();
        if (refused.isEmpty()) {
          doNotWaitForTheDisk(connection);
        }
        takeOff(connection, flights, now);
        refuse(connection, place, sourceAccount, refused, now);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      if (!refused.isEmpty()) {
        throw new LedgerException("keeping refused records", e);
      }
      LOGGER
          .atWarn()
          .addKeyValue("sourceId", place.sourceId())
          .addKeyValue("error", e.getMessage())
          .log("accepted records are not shown as in flight");
    }
  }

  /**
   * Counts what was in flight on a partition and that its log no longer has: with offsets from
   * {@code from} to before {@code to}.
   */
  public void lose(int partition, long from, long to) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement count =
            connection.prepareStatement(
                """
                with gone as (
                  delete from ledger_flight where partition_number = ? and record_offset >= ?
                    and record_offset < ? returning source_id, record_count)
                insert into ledger_count as c (source_id, slot, lost, last_received_at)
                  select source_id, ?, sum(record_count), ? from gone group by source_id
                on conflict (source_id, slot) do update set lost = c.lost + excluded.lost
                """)) {
      count.setInt(1, partition);
      count.setLong(2, from);
      count.setLong(3, to);
      count.setInt(4, partition);
      count.setObject(5, LedgerCounts.time(clock.instant()));
      count.executeUpdate();
    } catch (SQLException e) {
      throw new LedgerException("counting what was lost", e);
    }
  }

  /** What is in flight is for people to see; the records themselves are durable at the broker. */
  private static void doNotWaitForTheDisk(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local synchronous_commit = off");
    }
  }

  private static void takeOff(Connection connection, List<Flight> flights, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into ledger_flight
            select ?, ?, ?, ?, ? where not exists
              (select 1 from writer_lease where partition_number = ? and next_offset > ?)
            on conflict (partition_number, record_offset) do update
              set source_id = excluded.source_id, record_count = excluded.record_count,
                accepted_at = excluded.accepted_at
            """)) {
      for (Flight flight : flights) {
        insert.setInt(1, flight.partition());
        insert.setLong(2, flight.offset());
        insert.setString(3, flight.sourceId());
        insert.setInt(4, flight.records());
        insert.setObject(5, LedgerCounts.time(now));
        insert.setInt(6, flight.partition());
        insert.setLong(7, flight.offset());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void refuse(
      Connection connection,
      Place place,
      @Nullable String sourceAccount,
      List<RefusedBytes> refused,
      Instant now)
      throws SQLException {
    if (refused.isEmpty()) {
      return;
    }
    var tally = new Tallied();
    tally.refused(refused.size());
    LedgerCounts.add(connection, place.sourceId(), LedgerCounts.DOOR, tally, now);
    if (!place.objectName().isEmpty()) {
      LedgerCounts.addToObject(connection, place.sourceId(), place.objectName(), tally, now);
    }
    String cause = Correlation.current();
    letters.add(
        connection,
        refused.stream().map(r -> new RefusedAt(place, sourceAccount, r, cause)).toList());
  }
}
