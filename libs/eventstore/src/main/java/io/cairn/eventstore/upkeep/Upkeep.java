package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.block.BlockCutter;
import io.cairn.eventstore.block.BlockWriter;
import io.cairn.eventstore.block.EncodedBlock;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.ingest.BlockRows;
import io.cairn.eventstore.ingest.Encoders;
import io.cairn.eventstore.query.Caches;
import io.cairn.eventstore.query.Catalogue;
import io.cairn.eventstore.query.SealedRun;
import io.cairn.eventstore.query.StoreReader;
import io.cairn.eventstore.query.WholeBlocks;
import io.cairn.eventstore.run.BuiltRun;
import io.cairn.eventstore.run.Member;
import io.cairn.eventstore.run.RunBuilder;
import io.cairn.eventstore.run.RunMeta;
import io.cairn.eventstore.sql.Transactions;
import io.cairn.eventstore.sql.UpkeepLock;
import io.cairn.eventstore.upkeep.Task.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Does one step of upkeep after the other, each in one transaction that an advisory lock gives to
 * one process at a time. Only blocks that were told are touched. Not thread-safe.
 */
public final class Upkeep {
  /** Merged blocks are written in the background, once, and kept for long. */
  private static final int MERGED_LEVEL = 7;

  private final Transactions transactions;
  private final Encoders encoders;
  private final Caches caches;
  private final StoreKey key;
  private final StoreSettings settings;
  private final Training training;

  /** Blocks that cannot be merged further, or not at all. */
  private final Set<Long> settled = Collections.synchronizedSet(new HashSet<>());

  private final Set<Long> damagedRuns = new HashSet<>();

  /** Upkeep of the store that these belong to. */
  public Upkeep(
      Transactions transactions,
      Encoders encoders,
      Caches caches,
      StoreKey key,
      StoreSettings settings) {
    this.transactions = transactions;
    this.encoders = encoders;
    this.caches = caches;
    this.key = key;
    this.settings = settings;
    this.training = new Training(transactions, encoders, caches, settings);
  }

  /** Does the next step; {@code now} decides which days are over. */
  public Step step(Instant now) {
    Step trained = training.step();
    if (trained.kind() != Step.Kind.NOTHING) {
      return trained;
    }
    return transactions.write(
        "upkeep of the event store",
        connection -> UpkeepLock.tryTake(connection) ? step(connection, now) : Step.NOTHING);
  }

  private Step step(Connection connection, Instant now) throws SQLException {
    var plan = new Plan(settings.runs(), now);
    List<SealedRun> runs =
        Catalogue.read(connection).runs().stream()
            .filter(r -> !damagedRuns.contains(r.id()))
            .toList();
    Task task = plan.next(told(connection), runs);
    return switch (task) {
      case null -> Step.NOTHING;
      case Task.MergeBlocks merge -> mergeBlocks(connection, merge);
      case Task.Seal seal -> seal(connection, seal);
      case Task.MergeRuns merge -> mergeRuns(connection, merge);
    };
  }

  private List<Waiting> told(Connection connection) throws SQLException {
    List<Waiting> told = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                """
                select o.id, o.day - date '1970-01-01', o.n, o.first_time,
                  extract(epoch from now() - o.stored_at)::bigint
                from open_block o left join writer_lease l using (partition_number)
                where o.partition_number = -1 or o.id <= l.told_block
                """)) {
      while (rows.next()) {
        if (!settled.contains(rows.getLong(1))) {
          told.add(
              new Waiting(
                  rows.getLong(1),
                  rows.getInt(2),
                  rows.getInt(3),
                  rows.getLong(4),
                  rows.getLong(5)));
        }
      }
    }
    return told;
  }

  private Step mergeBlocks(Connection connection, Task.MergeBlocks task) throws SQLException {
    var blocks = new WholeBlocks(connection, caches);
    List<Incoming> events = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (Waiting block : task.blocks()) {
      try {
        events.addAll(blocks.read(block.day(), block.id()));
        ids.add(block.id());
      } catch (DamagedException _) {
        settled.add(block.id());
      }
    }
    events.sort(null);
    List<List<Incoming>> cut = BlockCutter.cut(events);
    if (cut.size() >= ids.size()) {
      settled.addAll(ids);
      return new Step(Step.Kind.SKIPPED_DAMAGE, ids.size(), ids.size(), events.size());
    }
    int level = Math.max(MERGED_LEVEL, settings.level());
    try (var writer = new BlockWriter(level, encoders.dictionary())) {
      Iterable<EncodedBlock> encoded = () -> cut.stream().map(writer::write).iterator();
      BlockRows.insertTold(connection, cut.size(), encoded);
    }
    RunRows.deleteOpen(connection, ids);
    RunRows.deleteBlocks(connection, task.day(), ids);
    return new Step(Step.Kind.MERGED_BLOCKS, ids.size(), cut.size(), events.size());
  }

  private Step seal(Connection connection, Task.Seal task) throws SQLException {
    List<Member> members = new Members(new StoreReader(connection, caches)).open(task.blocks());
    Set<Long> whole = new HashSet<>();
    members.forEach(m -> whole.add(m.id()));
    task.blocks().stream().map(Waiting::id).filter(id -> !whole.contains(id)).forEach(settled::add);
    if (members.isEmpty()) {
      return new Step(Step.Kind.SKIPPED_DAMAGE, task.blocks().size(), 0, 0);
    }
    BuiltRun run = new RunBuilder(key, settings.runs().chunkEvents()).build(task.day(), members);
    List<Long> sealed = ids(run);
    RunRows.insert(connection, run);
    RunRows.deleteOpen(connection, sealed);
    return new Step(Step.Kind.SEALED, sealed.size(), 1, run.count());
  }

  private Step mergeRuns(Connection connection, Task.MergeRuns task) throws SQLException {
    var members = new Members(new StoreReader(connection, caches));
    List<Member> all = new ArrayList<>();
    for (SealedRun run : task.runs()) {
      try {
        all.addAll(members.ofRuns(List.of(run)));
      } catch (DamagedException _) {
        damagedRuns.add(run.id());
        return new Step(Step.Kind.SKIPPED_DAMAGE, 1, 1, run.count());
      }
    }
    all.sort(null);
    BuiltRun run = new RunBuilder(key, settings.runs().chunkEvents()).build(task.day(), all);
    if (ids(run).size() < all.size()) {
      task.runs().forEach(r -> damagedRuns.add(r.id()));
      return new Step(Step.Kind.SKIPPED_DAMAGE, task.runs().size(), task.runs().size(), 0);
    }
    RunRows.insert(connection, run);
    RunRows.deleteRuns(connection, task.day(), task.runs().stream().map(SealedRun::id).toList());
    return new Step(Step.Kind.MERGED_RUNS, task.runs().size(), 1, run.count());
  }

  private static List<Long> ids(BuiltRun run) {
    return run.meta().chunks().stream()
        .flatMap(c -> c.blocks().stream())
        .map(RunMeta.Block::id)
        .toList();
  }
}
