package io.cairn.eventstore.query;

import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.SearchTimeoutException;
import io.cairn.eventstore.Window;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.run.RunMeta;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Goes over everything a window holds, block by open block and chunk by chunk, and tells which of
 * its events match: from the columns, and from bytes only where these cannot tell.
 */
final class Counter {
  private static final int OPEN_WAVE = 64;

  private final StoreReader reader;
  private final Catalogue catalogue;
  private final Predicate predicate;
  private final Condition.Prepared prepared;
  private final Range range;
  private final DamageLog damage = new DamageLog();
  private final Duration timeLimit;
  private final long deadline;

  Counter(
      StoreReader reader,
      Catalogue catalogue,
      StoreKey key,
      Predicate predicate,
      Window window,
      Duration timeLimit) {
    this.reader = reader;
    this.catalogue = catalogue;
    this.predicate = predicate;
    this.prepared = Condition.Prepared.of(predicate, key);
    this.range = Range.of(window, null);
    this.timeLimit = timeLimit;
    this.deadline = System.nanoTime() + timeLimit.toNanos();
  }

  DamageLog damage() {
    return damage;
  }

  /** Receives groups. */
  interface Sink {
    /** A group with at least one event that matches. */
    void group(MatchGroup group) throws SQLException;
  }

  /** Tells every group; throws {@link SearchTimeoutException} when the time is over. */
  void forEach(Sink sink) throws SQLException {
    List<OpenBlock> open =
        catalogue.open().stream().filter(b -> range.meets(b.first(), b.last())).toList();
    for (int i = 0; i < open.size(); i += OPEN_WAVE) {
      openBlocks(open.subList(i, Math.min(i + OPEN_WAVE, open.size())), sink);
    }
    List<SealedRun> runs =
        catalogue.runs().stream().filter(r -> range.meets(r.first(), r.last())).toList();
    Map<Long, RunTerms> terms = RunTerms.read(reader.connection(), runs, prepared.terms());
    for (SealedRun run : runs) {
      RunTerms known = terms.get(run.id());
      if (known != null) {
        run(run, known, sink);
      }
    }
  }

  private void checkTime() {
    if (System.nanoTime() - deadline >= 0) {
      throw new SearchTimeoutException(timeLimit);
    }
  }

  private void openBlocks(List<OpenBlock> wave, Sink sink) throws SQLException {
    checkTime();
    Map<Long, BlockIndex> indexes = reader.indexes(wave, damage);
    for (OpenBlock block : wave) {
      BlockIndex index = indexes.get(block.id());
      if (index != null) {
        openBlock(block, index, sink);
      }
    }
  }

  private void openBlock(OpenBlock block, BlockIndex index, Sink sink) throws SQLException {
    var ref = new BlockRef(block.id(), block.day(), block.count(), index.frameStarts());
    var terms = new OpenTerms(index, () -> reader.keys(List.of(ref), damage).get(ref.id()));
    EventSet inRange = EventSet.all(index.count());
    inRange.removeBefore(Math.min(range.firstIn(index.times()), index.count()));
    inRange.removeFrom(range.endIn(index.times()));
    tell(new Evaluator(terms), inRange, List.of(new Placed(ref, 0)), MatchGroup.of(index), sink);
  }

  private void run(SealedRun run, RunTerms terms, Sink sink) throws SQLException {
    int day = run.day();
    try {
      RunMeta meta = reader.meta(run);
      for (int i = 0; i < meta.chunks().size(); i++) {
        RunMeta.Chunk chunk = meta.chunks().get(i);
        if (range.meets(chunk.first(), chunk.last())
            && RunTerms.mayMatch(prepared.root(), terms, meta, i, 0, chunk.count())) {
          chunk(run, meta, terms, i, sink);
        }
      }
    } catch (DamagedException e) {
      damage.hide(day, 0, e);
    }
  }

  private void chunk(SealedRun run, RunMeta meta, RunTerms terms, int number, Sink sink)
      throws SQLException {
    checkTime();
    RunMeta.Chunk chunk = meta.chunks().get(number);
    var known = new SealedTerms(reader, run, meta, terms, number, 0, chunk.count());
    List<Placed> blocks = new ArrayList<>();
    for (RunMeta.Block block : chunk.blocks()) {
      var ref = new BlockRef(block.id(), run.day(), block.count(), block.frameStarts());
      blocks.add(new Placed(ref, block.start()));
    }
    EventSet inRange = inRange(run, meta, number);
    if (!inRange.isEmpty()) {
      var group = MatchGroup.of(reader, run, meta, number);
      tell(new Evaluator(known), inRange, blocks, group, sink);
    }
  }

  private EventSet inRange(SealedRun run, RunMeta meta, int number) throws SQLException {
    RunMeta.Chunk chunk = meta.chunks().get(number);
    EventSet inRange = EventSet.all(chunk.count());
    for (int i = 0; i < chunk.blocks().size(); i++) {
      RunMeta.Block block = chunk.blocks().get(i);
      if (range.holds(block.first(), block.last())) {
        continue;
      }
      long[] times = reader.times(run, meta, number).ofBlock(i);
      for (int event = 0; event < times.length; event++) {
        if (!range.holds(times[event], times[event])) {
          inRange.remove(block.start() + event);
        }
      }
    }
    return inRange;
  }

  /**
   * A block of a group.
   *
   * @param block the block
   * @param start number of its first event in the group
   */
  private record Placed(BlockRef block, int start) {}

  private void tell(
      Evaluator evaluator, EventSet inRange, List<Placed> blocks, MatchGroup group, Sink sink)
      throws SQLException {
    EventSet matching = evaluator.certain(prepared.root()).and(inRange);
    EventSet doubtful = evaluator.possible(prepared.root()).and(inRange).minus(matching);
    if (!doubtful.isEmpty()) {
      decide(doubtful, blocks);
      matching.or(doubtful);
    }
    if (!matching.isEmpty()) {
      group.matching(matching);
      sink.group(group);
    }
  }

  /** Takes those events out whose bytes do not match. */
  private void decide(EventSet doubtful, List<Placed> blocks) throws SQLException {
    var source = new FrameSource(reader, damage);
    for (Placed placed : blocks) {
      int end = placed.start() + placed.block().count();
      int event = doubtful.firstFrom(placed.start());
      while (event >= 0 && event < end) {
        checkTime();
        int number = event - placed.start();
        var wanted = new FrameSource.Wanted(placed.block(), number / Frame.EVENTS);
        Frame frame = source.fetch(List.of(wanted)).get(wanted);
        if (frame == null || !matches(frame, number % Frame.EVENTS)) {
          doubtful.remove(event);
        }
        event = doubtful.firstFrom(event + 1);
      }
    }
  }

  private boolean matches(Frame frame, int number) {
    byte[] bytes = frame.events()[number];
    if (!(reader.scratch().scanner().scan(bytes) instanceof ScannedEvent event)) {
      return false;
    }
    String given = frame.accounts()[number];
    String account = given != null ? given : String.valueOf(event.recordAccountId());
    return reader.scratch().matcher().matches(predicate, event, account, bytes);
  }
}
