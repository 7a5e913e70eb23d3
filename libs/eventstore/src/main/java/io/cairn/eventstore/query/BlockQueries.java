package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.EventCount;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.SearchTimeoutException;
import io.cairn.eventstore.StoreException;
import io.cairn.eventstore.Tally;
import io.cairn.eventstore.TimeCount;
import io.cairn.eventstore.Window;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.sql.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches and counts, each page on one snapshot. Thread-safe. */
public final class BlockQueries {
  private static final String UNDEFINED_TABLE = "42P01";
  private static final int MOST_TRIES = 5;

  private final Transactions transactions;
  private final Caches caches;
  private final StoreKey key;

  /** Queries through these caches. */
  public BlockQueries(Transactions transactions, Caches caches, StoreKey key) {
    this.transactions = transactions;
    this.caches = caches;
    this.key = key;
  }

  /** One page, as {@link EventStore#find} describes it. */
  public FoundPage find(
      Predicate predicate, Window window, @Nullable String token, int limit, Duration timeLimit) {
    Place after = token == null ? null : Place.ofToken(token);
    return read(
        "searching events",
        (reader, catalogue) ->
            new Finder(reader, catalogue, key, predicate, window, after).page(limit, timeLimit));
  }

  private interface Reading<T> {
    T on(StoreReader reader, Catalogue catalogue) throws SQLException;
  }

  /** Reads on one snapshot; on another one when a day was dropped that the first still had. */
  private <T> T read(String what, Reading<T> reading) {
    for (int tries = 1; ; tries++) {
      try {
        return transactions.read(
            what,
            connection -> {
              try (var reader = new StoreReader(connection, caches)) {
                return reading.on(reader, caches.catalogue.of(connection, caches.catalogueMeter));
              }
            });
      } catch (StoreException e) {
        boolean isDropped =
            e.getCause() instanceof SQLException cause
                && UNDEFINED_TABLE.equals(cause.getSQLState());
        if (!isDropped || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** How many events match, as {@link EventStore#count} describes it. */
  public EventCount count(Predicate predicate, Window window, Duration timeLimit) {
    if (predicate.needsScan()) {
      return scanCount(predicate, window, timeLimit);
    }
    try {
      return counting(
          predicate,
          window,
          timeLimit,
          counter -> {
            long count = Tallying.count(counter);
            return new EventCount(count, counter.damage().hidden().isEmpty());
          });
    } catch (SearchTimeoutException _) {
      return new EventCount(0, false);
    }
  }

  private EventCount scanCount(Predicate predicate, Window window, Duration timeLimit) {
    long deadline = System.nanoTime() + timeLimit.toNanos();
    long count = 0;
    boolean whole = true;
    String token = null;
    do {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      FoundPage page = find(predicate, window, token, EventStore.MAX_LIMIT, left);
      count += page.events().size();
      whole &= page.hidden().isEmpty();
      token = page.nextToken();
    } while (token != null && System.nanoTime() - deadline < 0);
    return new EventCount(count, token == null && whole);
  }

  /** The most frequent values of an attribute, as {@link EventStore} describes it. */
  public List<Tally> top(
      Predicate predicate, Window window, Attribute by, int top, Duration timeLimit) {
    if (by == Attribute.EVENT_ID) {
      throw new IllegalArgumentException("every event has an id of its own; nothing to count by");
    }
    return counting(predicate, window, timeLimit, counter -> Tallying.top(counter, by, top));
  }

  /**
   * Counts by time; steps begin at multiples of {@code step} since 1970 and empty ones are left
   * out.
   *
   * @throws IllegalArgumentException if there are more than 10,000 steps, or for a predicate that
   *     needs a scan
   */
  public List<TimeCount> histogram(
      Predicate predicate, Window window, Duration step, Duration timeLimit) {
    if (step.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a step has at least one second: " + step);
    }
    return counting(predicate, window, timeLimit, counter -> Tallying.histogram(counter, step));
  }

  private interface Counting<T> {
    T with(Counter counter) throws SQLException;
  }

  private <T> T counting(
      Predicate predicate, Window window, Duration timeLimit, Counting<T> counting) {
    return read(
        "counting events",
        (reader, catalogue) ->
            counting.with(new Counter(reader, catalogue, key, predicate, window, timeLimit)));
  }
}
