package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.run.RunMeta;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds events that may match in exact order, newest first, over blocks and runs that overlap in
 * time without limit: it opens only what can hold an event newer than the best one known.
 */
final class Search {
  private static final int OPEN_WAVE = 64;
  private static final int[] RUN_WAVES = {2, 6};

  private final StoreReader reader;
  private final DamageLog damage;
  private final Condition.Prepared prepared;
  private final Range range;
  private final PriorityQueue<Source> heap = new PriorityQueue<>(Source::compare);
  private final List<OpenBlock> open;
  private final List<SealedRun> runs;
  private final Map<Long, BlockIndex> indexes = new HashMap<>();
  private final Map<Long, BlockKeys> keys = new HashMap<>();
  private final Set<Long> asked = new HashSet<>();
  private final Map<Long, RunTerms> runTerms = new HashMap<>();
  private final boolean needsKeys;
  private int waves;

  Search(
      StoreReader reader,
      Catalogue catalogue,
      Condition.Prepared prepared,
      Range range,
      DamageLog damage) {
    this.reader = reader;
    this.damage = damage;
    this.prepared = prepared;
    this.range = range;
    this.needsKeys = prepared.terms().stream().anyMatch(t -> t.attribute() == Attribute.EVENT_ID);
    this.open = catalogue.open().stream().filter(b -> range.meets(b.first(), b.last())).toList();
    this.runs = catalogue.runs().stream().filter(r -> range.meets(r.first(), r.last())).toList();
    open.forEach(b -> heap.add(new Source.Open(b)));
    runs.forEach(r -> heap.add(new Source.Run(r)));
  }

  /** No event that is left is newer than this; null when none is left. */
  @Nullable Long newestLeft() {
    Source top = heap.peek();
    return top == null ? null : Math.min(top.newest(), range.to());
  }

  /** Stops a search between two steps. */
  interface Brake {
    boolean isOver();
  }

  /**
   * The next candidates in order, about {@code want} of them. Fewer when none is left, or when the
   * brake stopped it: then {@link #newestLeft} tells how far it came.
   */
  List<Candidate> next(int want, Brake brake) throws SQLException {
    List<Candidate> batch = new ArrayList<>();
    while (batch.size() < want) {
      Source top = heap.peek();
      if (top == null) {
        break;
      }
      if (top instanceof Source.Matches) {
        takeTied(want - batch.size(), batch);
      } else if (brake.isOver()) {
        break;
      } else {
        heap.poll();
        open(top);
      }
    }
    return batch;
  }

  private void takeTied(int room, List<Candidate> batch) throws SQLException {
    long time = heap.element().newest();
    List<Source.Matches> tied = new ArrayList<>();
    while (heap.peek() instanceof Source.Matches m && m.newest() == time) {
      tied.add(m);
      heap.poll();
    }
    Place after = range.after();
    boolean atToken = after != null && after.time() == time;
    if (tied.size() == 1 && !atToken) {
      Source.Matches only = tied.getFirst();
      for (int left = room; left > 0 && only.hasNext() && only.newest() == time; left--) {
        batch.add(new Candidate(only.block(), only.next()));
        only.take(only.next());
      }
    } else {
      loadKeys(tied);
      new Tie(tied, time).take(room, atToken ? after : null, batch);
    }
    for (Source.Matches matches : tied) {
      if (matches.hasNext()) {
        heap.add(matches);
      }
    }
  }

  private void loadKeys(List<Source.Matches> tied) throws SQLException {
    List<BlockRef> missing =
        tied.stream().filter(m -> m.keys() == null).map(Source.Matches::block).toList();
    Map<Long, BlockKeys> found = reader.keys(missing, damage);
    tied.removeIf(m -> m.keys() == null && !found.containsKey(m.block().id()));
    for (Source.Matches matches : tied) {
      BlockKeys known = found.get(matches.block().id());
      if (known != null) {
        matches.keys(known);
      }
    }
  }

  private void open(Source source) throws SQLException {
    try {
      switch (source) {
        case Source.Open block -> openBlock(block.block());
        case Source.Run run -> openRun(run.run());
        case Source.Chunk chunk -> openChunk(chunk);
        case Source.Block block -> openSealed(block);
        case Source.Matches _ -> throw new IllegalStateException("matches are open already");
      }
    } catch (DamagedException e) {
      switch (source) {
        case Source.Open block -> damage.hide(block.block().day(), block.block().id(), e);
        case Source.Run run -> damage.hide(run.run().day(), 0, e);
        case Source.Chunk chunk -> damage.hide(chunk.run().day(), 0, e);
        case Source.Block block -> damage.hide(block.chunk().run().day(), block.block().id(), e);
        case Source.Matches _ -> throw e;
      }
    }
  }

  private void openBlock(OpenBlock block) throws SQLException {
    if (!asked.contains(block.id())) {
      List<OpenBlock> wave =
          Stream.concat(
                  Stream.of(block),
                  open.stream().filter(b -> b.id() != block.id() && !asked.contains(b.id())))
              .limit(OPEN_WAVE)
              .toList();
      wave.forEach(b -> asked.add(b.id()));
      indexes.putAll(reader.indexes(wave, damage));
      if (needsKeys) {
        keys.putAll(reader.keys(wave.stream().map(Search::keyRef).toList(), damage));
      }
    }
    BlockIndex index = indexes.get(block.id());
    if (index == null) {
      return;
    }
    var ref = new BlockRef(block.id(), block.day(), block.count(), index.frameStarts());
    var terms = new OpenTerms(index, () -> keys.get(block.id()));
    EventSet set = new Evaluator(terms).possible(prepared.root());
    push(ref, set, index.times());
  }

  private static BlockRef keyRef(OpenBlock block) {
    return new BlockRef(block.id(), block.day(), block.count(), new int[0]);
  }

  private void openRun(SealedRun run) throws SQLException {
    if (!runTerms.containsKey(run.id())) {
      int size = waves < RUN_WAVES.length ? RUN_WAVES[waves] : Integer.MAX_VALUE;
      waves++;
      List<SealedRun> wave =
          Stream.concat(
                  Stream.of(run),
                  runs.stream().filter(r -> r.id() != run.id() && !runTerms.containsKey(r.id())))
              .limit(size)
              .toList();
      runTerms.putAll(RunTerms.read(reader.connection(), wave, prepared.terms()));
    }
    RunTerms terms = runTerms.get(run.id());
    if (terms == null) {
      throw new IllegalStateException("run " + run.id() + " came before a newer one");
    }
    RunMeta meta = reader.meta(run);
    for (int i = 0; i < meta.chunks().size(); i++) {
      RunMeta.Chunk chunk = meta.chunks().get(i);
      if (range.meets(chunk.first(), chunk.last())
          && RunTerms.mayMatch(prepared.root(), terms, meta, i, 0, chunk.count())) {
        heap.add(new Source.Chunk(run, meta, terms, i, chunk.last()));
      }
    }
  }

  private void openChunk(Source.Chunk source) {
    List<RunMeta.Block> blocks = source.meta().chunks().get(source.number()).blocks();
    for (int i = 0; i < blocks.size(); i++) {
      RunMeta.Block block = blocks.get(i);
      if (range.meets(block.first(), block.last())
          && RunTerms.mayMatch(
              prepared.root(),
              source.terms(),
              source.meta(),
              source.number(),
              block.start(),
              block.count())) {
        heap.add(new Source.Block(source, i, block));
      }
    }
  }

  private void openSealed(Source.Block source) throws SQLException {
    RunMeta.Block block = source.block();
    Source.Chunk chunk = source.chunk();
    var terms =
        new SealedTerms(
            reader,
            chunk.run(),
            chunk.meta(),
            chunk.terms(),
            chunk.number(),
            block.start(),
            block.count());
    EventSet set = new Evaluator(terms).possible(prepared.root());
    if (!set.isEmpty()) {
      long[] times =
          reader.times(chunk.run(), chunk.meta(), chunk.number()).ofBlock(source.number());
      int day = chunk.run().day();
      push(new BlockRef(block.id(), day, block.count(), block.frameStarts()), set, times);
    }
  }

  private void push(BlockRef block, EventSet set, long[] times) {
    set.removeBefore(Math.min(range.firstIn(times), set.size()));
    set.removeFrom(range.endIn(times));
    if (!set.isEmpty()) {
      heap.add(new Source.Matches(block, set, times));
    }
  }
}
