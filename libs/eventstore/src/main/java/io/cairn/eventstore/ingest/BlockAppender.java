package io.cairn.eventstore.ingest;

import io.cairn.eventstore.Appended;
import io.cairn.eventstore.InTransaction;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.WriterLeases;
import io.cairn.eventstore.block.BlockCutter;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.sql.DayPartitions;
import io.cairn.eventstore.sql.Transactions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Appends batches: judges, cuts, encodes, and writes blocks, offset and the caller's work in one
 * transaction. Appends of one partition exclude each other, those of several run side by side.
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
    this.judge = new Judge(transactions, caches, key);
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
      Judgement judgement = judge.judge(incoming, known);
      try {
        write(lease, nextOffset, judgement, work);
        stored = true;
      } finally {
        if (!stored) {
          judgement.hours().forEach(known::forget);
        }
      }
      known.trim(identityBytes / Math.max(1, identities.size()));
      return new Appended(lease.advancedTo(nextOffset), judgement.outcomes());
    }
  }

  private void write(Lease lease, long nextOffset, Judgement judgement, InTransaction work) {
    List<Incoming> fresh = judgement.fresh();
    int[] order =
        IntStream.range(0, fresh.size())
            .boxed()
            .sorted(Comparator.comparing(fresh::get))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Incoming> sorted = IntStream.of(order).mapToObj(fresh::get).toList();
    List<List<Incoming>> blocks = BlockCutter.cut(sorted);
    partitions.ensure(blocks.stream().map(b -> b.getFirst().day()).distinct().toList());
    transactions.write(
        "appending to partition " + lease.partition(),
        connection -> {
          var arrival = new Arrival(WriterLeases.advance(connection, lease, nextOffset), order);
          if (!blocks.isEmpty()) {
            BlockRows.insert(
                connection, lease.partition(), arrival, blocks.size(), encoders.encode(blocks));
          }
          work.run(connection, judgement.outcomes());
          return blocks.size();
        });
  }
}
