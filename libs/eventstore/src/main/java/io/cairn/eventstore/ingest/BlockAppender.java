package io.cairn.eventstore.ingest;

import io.cairn.eventstore.Appended;
import io.cairn.eventstore.InTransaction;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.Outcome;
import io.cairn.eventstore.StoreException;
import io.cairn.eventstore.WriterLeases;
import io.cairn.eventstore.block.BlockCutter;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.sql.DayPartitions;
import io.cairn.eventstore.sql.Transactions;
import io.cairn.eventstore.sql.UpkeepLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Appends batches: judges, cuts, encodes, and writes blocks, offset and the caller's work in one
 * transaction. Appends of one partition exclude each other; those of several run side by side, but
 * take turns over an account they share, whatever process they are in.
 */
public final class BlockAppender {
  private final Transactions transactions;
  private final DayPartitions partitions;
  private final Encoders encoders;
  private final Judge judge;
  private final StoreKey key;
  private final long identityBytes;
  private final Map<Integer, Identities> identities = new ConcurrentHashMap<>();

  /** An appender with {@code identityBytes} of memory for what is stored. */
  public BlockAppender(
      Transactions transactions,
      DayPartitions partitions,
      Encoders encoders,
      Caches caches,
      StoreKey key,
      long identityBytes) {
    this.transactions = transactions;
    this.partitions = partitions;
    this.encoders = encoders;
    this.judge = new Judge(caches, key);
    this.key = key;
    this.identityBytes = identityBytes;
  }

  /** Forgets what is known of a partition's events: another writer may have written some. */
  public void forget(int partition) {
    identities.remove(partition);
  }

  /** Memory of all identities, in bytes. */
  public long identityWeight() {
    return identities.values().stream().mapToLong(Identities::weight).sum();
  }

  /** Appends a batch under a lease. */
  public Appended append(Lease lease, long nextOffset, List<NewEvent> events, InTransaction work) {
    Identities known = identities.computeIfAbsent(lease.partition(), _ -> new Identities(key));
    synchronized (known) {
      List<Incoming> incoming = events.stream().map(Incoming::of).toList();
      boolean stored = false;
      try {
        Judgement judgement = judge.judge(incoming, known, transactions::read);
        List<Outcome> outcomes =
            judgement.fresh().isEmpty()
                ? storeNothing(lease, nextOffset, judgement, work)
                : store(lease, nextOffset, incoming, known, judgement, work);
        stored = true;
        return new Appended(lease.advancedTo(nextOffset), outcomes);
      } finally {
        if (!stored) {
          incoming.forEach(e -> known.forget(Identities.hourOf(e.time())));
          partitions.forget();
        }
        known.trim(identityBytes / Math.max(1, identities.size()));
      }
    }
  }

  private List<Outcome> storeNothing(
      Lease lease, long nextOffset, Judgement judgement, InTransaction work) {
    return transactions.write(
        what(lease),
        connection -> {
          WriterLeases.advance(connection, lease, nextOffset);
          work.run(connection, judgement.outcomes());
          return judgement.outcomes();
        });
  }

  private List<Outcome> store(
      Lease lease,
      long nextOffset,
      List<Incoming> incoming,
      Identities known,
      Judgement judgement,
      InTransaction work) {
    partitions.ensure(judgement.fresh().stream().map(Incoming::day).distinct().toList());
    Set<String> accounts =
        incoming.stream().map(e -> e.event().accountId()).collect(Collectors.toSet());
    return transactions.write(
        what(lease),
        connection -> {
          boolean moved = AccountWriters.take(connection, lease.partition(), accounts);
          long batch = WriterLeases.advance(connection, lease, nextOffset);
          Judgement last = moved ? judgeAgain(connection, incoming, known) : judgement;
          insert(connection, lease.partition(), batch, last.fresh());
          work.run(connection, last.outcomes());
          return last.outcomes();
        });
  }

  /**
   * Another partition stored events of these accounts since this one looked. Their rows are locked
   * now, so no more can come; and nothing stored moves while upkeep's lock is held, so that one
   * statement after the other sees the same.
   */
  private Judgement judgeAgain(Connection connection, List<Incoming> incoming, Identities known)
      throws SQLException {
    UpkeepLock.take(connection);
    known.clear();
    return judge.judge(incoming, known, new Held(connection)::read);
  }

  private void insert(Connection connection, int partition, long batch, List<Incoming> fresh)
      throws SQLException {
    int[] order =
        IntStream.range(0, fresh.size())
            .boxed()
            .sorted(Comparator.comparing(fresh::get))
            .mapToInt(Integer::intValue)
            .toArray();
    List<List<Incoming>> blocks =
        BlockCutter.cut(IntStream.of(order).mapToObj(fresh::get).toList());
    if (!blocks.isEmpty()) {
      BlockRows.insert(
          connection, partition, new Arrival(batch, order), blocks.size(), encoders.encode(blocks));
    }
  }

  private static String what(Lease lease) {
    return "appending to partition " + lease.partition();
  }

  /** Reads in a transaction that goes on. */
  private record Held(Connection connection) {
    <T> T read(String what, Transactions.Work<T> work) {
      try {
        return work.run(connection);
      } catch (SQLException e) {
        throw new StoreException(what, e);
      }
    }
  }
}
