package io.cairn.eventstore;

import io.cairn.eventstore.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The store as one PostgreSQL row for each event. Takes connections outside of any other
 * transaction and needs at most two at a time for each calling thread.
 */
public final class RowEventStore implements EventStore {
  private final Transactions transactions;
  private final EventPartitions partitions;
  private final EventSearch search;

  /** A store in the schema that the connections of {@code dataSource} find first. */
  public RowEventStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
    this.partitions = new EventPartitions(dataSource);
    this.search = new EventSearch(dataSource);
  }

  @Override
  public Lease lease(int partition, long earliest, long latest) {
    return transactions.write(
        "taking partition " + partition,
        connection -> WriterLeases.take(connection, partition, earliest, latest));
  }

  @Override
  public Appended append(Lease lease, long nextOffset, List<NewEvent> events, InTransaction work) {
    if (events.size() > MAX_APPEND) {
      throw new IllegalArgumentException(
          "at most " + MAX_APPEND + " events in one append, not " + events.size());
    }
    if (nextOffset <= lease.nextOffset()) {
      throw new IllegalArgumentException(
          "the next offset " + nextOffset + " is not behind " + lease.nextOffset());
    }
    try {
      partitions.ensure(events);
    } catch (SQLException e) {
      throw new StoreException("making partitions", e);
    }
    try {
      return transactions.write(
          "appending to partition " + lease.partition(),
          connection -> append(connection, lease, nextOffset, events, work));
    } catch (StoreException e) {
      partitions.forget();
      throw e;
    }
  }

  private static Appended append(
      Connection connection,
      Lease lease,
      long nextOffset,
      List<NewEvent> events,
      InTransaction work)
      throws SQLException {
    long batch = WriterLeases.advance(connection, lease, nextOffset);
    List<Outcome> outcomes = events.isEmpty() ? List.of() : EventAppender.store(connection, events);
    EventTelling.note(connection, lease.partition(), batch, events, outcomes);
    work.run(connection, outcomes);
    return new Appended(lease.advancedTo(nextOffset), outcomes);
  }

  @Override
  public List<UntoldBatch> untold(int partition, int maxEvents) {
    return transactions.write(
        "reading what to tell of partition " + partition,
        connection -> EventTelling.untold(connection, partition, maxEvents));
  }

  @Override
  public void told(Lease lease, long batchNumber) {
    transactions.write(
        "noting what was told of partition " + lease.partition(),
        connection -> {
          WriterLeases.check(connection, lease);
          return EventTelling.told(connection, lease.partition(), batchNumber);
        });
  }

  @Override
  public List<Lease> leases() {
    return transactions.write("reading the leases", WriterLeases::all);
  }

  @Override
  public long untoldBatches() {
    return transactions.write("counting what to tell", EventTelling::count);
  }

  @Override
  public FoundPage find(
      Predicate predicate, Window window, @Nullable String token, int limit, Duration timeLimit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
    }
    return search.find(predicate, window, token, limit, timeLimit);
  }

  @Override
  public EventCount count(Predicate predicate, Window window, Duration timeLimit) {
    return search.count(predicate, window, timeLimit);
  }

  @Override
  public List<Tally> count(
      Predicate predicate, Window window, Attribute by, int top, Duration timeLimit) {
    if (top < 1 || top > 1_000) {
      throw new IllegalArgumentException("top must be 1 to 1000: " + top);
    }
    if (predicate.needsScan()) {
      throw new IllegalArgumentException("values are counted for indexed attributes only");
    }
    return search.tally(predicate, window, by, top, timeLimit);
  }
}
