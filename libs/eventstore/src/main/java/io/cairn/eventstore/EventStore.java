package io.cairn.eventstore;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events byte for byte, each once, and finds them newest first. All methods are thread-safe;
 * database errors come as {@link StoreException} and leave nothing half done.
 */
public interface EventStore {

  /** Largest number of events in one append. */
  int MAX_APPEND = 50_000;

  /** Largest page. */
  int MAX_LIMIT = 1_000;

  /**
   * Takes a partition: whoever held it before is fenced from now on.
   *
   * @param earliest first offset the log still has, latest the one after its last; a stored offset
   *     outside of them (records expired, or a new log) restarts at {@code earliest}
   */
  Lease lease(int partition, long earliest, long latest);

  /**
   * Stores what is new of {@code events}, moves the lease to {@code nextOffset} and runs {@code
   * work}, in one transaction.
   *
   * @throws FencedException if the lease is over; nothing is stored
   */
  Appended append(Lease lease, long nextOffset, List<NewEvent> events, InTransaction work);

  /** The oldest batches of a partition that were not told, with at least one while there is one. */
  List<UntoldBatch> untold(int partition, int maxEvents);

  /**
   * Notes that all batches up to {@code batchNumber} were told.
   *
   * @throws FencedException if the lease is over; nothing is noted
   */
  void told(Lease lease, long batchNumber);

  /** The leases as they stand now, by partition; to look at, not to write with. */
  List<Lease> leases();

  /** Number of batches that wait to be told, over all partitions. */
  long untoldBatches();

  /**
   * One page, newest first. A predicate that needs a scan is examined event by event until the page
   * is full or {@code timeLimit} is over; then the token goes on from there.
   *
   * @param token from the page before with the same predicate and window, or null
   * @param limit 1 to {@link #MAX_LIMIT}
   * @throws IllegalArgumentException for a token that is none
   * @throws SearchTimeoutException if an indexed search takes longer than the limit
   */
  FoundPage find(
      Predicate predicate, Window window, @Nullable String token, int limit, Duration timeLimit);

  /** How many events match; a lower bound when the time limit comes first. */
  EventCount count(Predicate predicate, Window window, Duration timeLimit);

  /**
   * The most frequent values of an attribute among the events that match, most frequent first.
   *
   * @param top how many values, 1 to 1,000
   * @throws IllegalArgumentException for a predicate that needs a scan
   * @throws SearchTimeoutException if it takes longer than the limit
   */
  List<Tally> count(Predicate predicate, Window window, Attribute by, int top, Duration timeLimit);
}
