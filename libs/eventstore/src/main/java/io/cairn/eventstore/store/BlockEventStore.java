package io.cairn.eventstore.store;

import io.cairn.eventstore.Appended;
import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.EventCount;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.InTransaction;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.Tally;
import io.cairn.eventstore.TimeCount;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.eventstore.Window;
import io.cairn.eventstore.WriterLeases;
import io.cairn.eventstore.check.CheckReport;
import io.cairn.eventstore.check.StoreCheck;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.ingest.BlockAppender;
import io.cairn.eventstore.ingest.Encoders;
import io.cairn.eventstore.query.BlockQueries;
import io.cairn.eventstore.query.CacheCounters;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.query.Dictionaries;
import io.cairn.eventstore.sql.DayPartitions;
import io.cairn.eventstore.sql.Transactions;
import io.cairn.eventstore.tell.BlockTelling;
import io.cairn.eventstore.upkeep.Retention;
import io.cairn.eventstore.upkeep.Step;
import io.cairn.eventstore.upkeep.Upkeep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The store as blocks of compressed events, with the indexes inside. Takes connections outside of
 * any other transaction, one at a time for each calling thread. An account's events may come by any
 * partition and process, each is stored once; that is cheapest when one partition has them all, as
 * it is when the log is keyed by account.
 */
public final class BlockEventStore implements EventStore, AutoCloseable {
  private final Transactions transactions;
  private final Caches caches;
  private final StoreKey key;
  private final Encoders encoders;
  private final BlockAppender appender;
  private final BlockQueries queries;
  private final BlockTelling telling;
  private final Upkeep upkeep;
  private final Retention retention;

  /** A store in the schema that the connections of {@code dataSource} find first. */
  public BlockEventStore(DataSource dataSource, StoreSettings settings) {
    transactions = new Transactions(dataSource);
    caches = new Caches(settings.cacheBytes());
    encoders = new Encoders(settings.level(), settings.encoders());
    key = transactions.read("opening the event store", this::open);
    var partitions = new DayPartitions(transactions);
    appender =
        new BlockAppender(
            transactions, partitions, encoders, caches, key, settings.identityBytes());
    queries = new BlockQueries(transactions, caches, key);
    telling = new BlockTelling(caches);
    upkeep = new Upkeep(transactions, encoders, caches, key, settings);
    retention = new Retention(transactions, partitions);
  }

  private StoreKey open(Connection connection) throws SQLException {
    encoders.use(Dictionaries.load(connection, caches, Dictionaries.newest(connection).id()));
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select k0, k1 from store_key")) {
      if (!row.next()) {
        throw new SQLException("the table store_key is empty; restore it from a backup");
      }
      return new StoreKey(row.getLong(1), row.getLong(2));
    }
  }

  @Override
  public Lease lease(int partition, long earliest, long latest) {
    Lease lease =
        transactions.write(
            "taking partition " + partition,
            connection -> WriterLeases.take(connection, partition, earliest, latest));
    appender.forget(partition);
    return lease;
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
    return appender.append(lease, nextOffset, events, work);
  }

  @Override
  public List<UntoldBatch> untold(int partition, int maxEvents) {
    return transactions.read(
        "reading what to tell of partition " + partition,
        connection -> telling.untold(connection, partition, maxEvents));
  }

  @Override
  public void told(Lease lease, long batchNumber) {
    transactions.write(
        "noting what was told of partition " + lease.partition(),
        connection -> BlockTelling.told(connection, lease, batchNumber));
  }

  @Override
  public List<Lease> leases() {
    return transactions.read("reading the leases", WriterLeases::all);
  }

  @Override
  public long untoldBatches() {
    return transactions.read("counting what to tell", BlockTelling::count);
  }

  @Override
  public FoundPage find(
      Predicate predicate, Window window, @Nullable String token, int limit, Duration timeLimit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
    }
    return queries.find(predicate, window, token, limit, timeLimit);
  }

  @Override
  public EventCount count(Predicate predicate, Window window, Duration timeLimit) {
    return queries.count(predicate, window, timeLimit);
  }

  @Override
  public List<Tally> count(
      Predicate predicate, Window window, Attribute by, int top, Duration timeLimit) {
    if (top < 1 || top > 1_000) {
      throw new IllegalArgumentException("top must be 1 to 1000: " + top);
    }
    return queries.top(indexed(predicate), window, by, top, timeLimit);
  }

  /**
   * Counts by time: steps begin at multiples of {@code step}, at least a second, since 1970; empty
   * ones are left out.
   *
   * @throws IllegalArgumentException if there are more than 10,000 steps, or for a predicate that
   *     needs a scan
   */
  public List<TimeCount> histogram(
      Predicate predicate, Window window, Duration step, Duration timeLimit) {
    return queries.histogram(indexed(predicate), window, step, timeLimit);
  }

  private static Predicate indexed(Predicate predicate) {
    if (predicate.needsScan()) {
      throw new IllegalArgumentException("values are counted for indexed attributes only");
    }
    return predicate;
  }

  /**
   * Does one step of upkeep, one transaction: merges small blocks, seals a run, merges runs, or
   * trains the dictionary; {@code now} decides which days are over. To be called again at once
   * while it does something, else after a second or so. Only events that were told are touched.
   */
  public synchronized Step upkeep(Instant now) {
    return upkeep.step(now);
  }

  /** Drops the UTC days before {@code first}, but for those that have events to tell. */
  public List<LocalDate> dropBefore(LocalDate first) {
    return retention.dropBefore(first);
  }

  /**
   * Restores and compares everything, in one snapshot and one thread; takes as long as reading the
   * whole store, and about 100 bytes of memory for each event of a day.
   */
  public CheckReport check() {
    return new StoreCheck(transactions, key).run();
  }

  /** What the caches hold and how they served, by name. */
  public Map<String, CacheCounters> cacheCounters() {
    return caches.counters();
  }

  /** Memory that the identities of stored events take, in bytes. */
  public long identityBytes() {
    return appender.identityWeight();
  }

  @Override
  public void close() {
    encoders.close();
  }
}
