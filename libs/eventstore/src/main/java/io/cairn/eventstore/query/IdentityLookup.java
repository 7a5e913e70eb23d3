package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.block.Incoming;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.EventSet;
import io.cairn.eventstore.run.Posting;
import io.cairn.eventstore.run.RunMeta;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds stored events by what makes them the same event: account, id and time. */
public final class IdentityLookup {
  private static final int PIECE = 500;

  private final StoreReader reader;
  private final Catalogue catalogue;
  private final StoreKey key;
  private final DamageLog damage = new DamageLog();

  /** A look-up in one snapshot. */
  public IdentityLookup(StoreReader reader, Catalogue catalogue, StoreKey key) {
    this.reader = reader;
    this.catalogue = catalogue;
    this.key = key;
  }

  /** A place where an event may be. */
  private record Maybe(Incoming event, BlockRef block, int number) {}

  /** The stored bytes of each event that is stored, by its place in {@code events}. */
  public Map<Incoming, byte[]> find(List<Incoming> events) throws SQLException {
    List<Maybe> maybes = new ArrayList<>();
    inOpen(events, maybes);
    for (SealedRun run : catalogue.runs()) {
      List<Incoming> here =
          events.stream().filter(e -> e.time() >= run.first() && e.time() <= run.last()).toList();
      for (int i = 0; i < here.size(); i += PIECE) {
        inRun(run, here.subList(i, Math.min(i + PIECE, here.size())), maybes);
      }
    }
    return decide(maybes);
  }

  private void inOpen(List<Incoming> events, List<Maybe> maybes) throws SQLException {
    Map<OpenBlock, List<Incoming>> wanted = new HashMap<>();
    for (OpenBlock block : catalogue.open()) {
      for (Incoming event : events) {
        if (event.time() >= block.first() && event.time() <= block.last()) {
          wanted.computeIfAbsent(block, _ -> new ArrayList<>()).add(event);
        }
      }
    }
    Map<Long, BlockRef> refs = new HashMap<>();
    reader
        .indexes(wanted.keySet(), damage)
        .forEach(
            (id, index) ->
                refs.put(
                    id,
                    new BlockRef(
                        id, Incoming.dayOf(index.times()[0]), index.count(), index.frameStarts())));
    Map<Long, BlockKeys> keys = reader.keys(refs.values(), damage);
    wanted.forEach(
        (block, here) -> {
          BlockRef ref = refs.get(block.id());
          BlockKeys known = keys.get(block.id());
          if (ref != null && known != null) {
            here.forEach(event -> add(event, ref, known, maybes));
          }
        });
  }

  private static void add(Incoming event, BlockRef ref, BlockKeys keys, List<Maybe> maybes) {
    EventSet set = keys.with(event.key());
    for (int i = set.firstFrom(0); i >= 0; i = set.firstFrom(i + 1)) {
      maybes.add(new Maybe(event, ref, i));
    }
  }

  private void inRun(SealedRun run, List<Incoming> events, List<Maybe> maybes) throws SQLException {
    List<Condition.Term> terms = new ArrayList<>();
    for (Incoming event : events) {
      byte[] value = new byte[EventKey.BYTES];
      event.key().putTo(value, 0);
      long hash = key.hash(AttributeNumber.of(Attribute.EVENT_ID), value);
      terms.add(new Condition.Term(terms.size(), Attribute.EVENT_ID, value, event.key(), hash));
    }
    RunTerms found = RunTerms.read(reader.connection(), List.of(run), terms).get(run.id());
    if (found == null) {
      return;
    }
    try {
      RunMeta meta = reader.meta(run);
      for (int i = 0; i < events.size(); i++) {
        switch (found.of(terms.get(i), meta)) {
          case Posting.None _ -> {}
          case Posting.Events listed -> listed(run, meta, events.get(i), listed, maybes);
          case Posting.Chunks _ -> anywhere(run, meta, events.get(i), maybes);
        }
      }
    } catch (DamagedException e) {
      damage.hide(run.day(), 0, e);
    }
  }

  private static void listed(
      SealedRun run, RunMeta meta, Incoming event, Posting.Events listed, List<Maybe> maybes) {
    for (int ordinal : listed.ordinals()) {
      RunMeta.Chunk chunk = meta.chunks().get(ordinal >>> 16);
      int place = ordinal & 0xffff;
      for (RunMeta.Block block : chunk.blocks()) {
        if (place >= block.start() && place < block.start() + block.count()) {
          maybes.add(new Maybe(event, ref(run, block), place - block.start()));
        }
      }
    }
  }

  private void anywhere(SealedRun run, RunMeta meta, Incoming event, List<Maybe> maybes)
      throws SQLException {
    List<BlockRef> blocks = new ArrayList<>();
    for (RunMeta.Chunk chunk : meta.chunks()) {
      for (RunMeta.Block block : chunk.blocks()) {
        if (event.time() >= block.first() && event.time() <= block.last()) {
          blocks.add(ref(run, block));
        }
      }
    }
    Map<Long, BlockKeys> keys = reader.keys(blocks, damage);
    for (BlockRef block : blocks) {
      BlockKeys known = keys.get(block.id());
      if (known != null) {
        add(event, block, known, maybes);
      }
    }
  }

  private static BlockRef ref(SealedRun run, RunMeta.Block block) {
    return new BlockRef(block.id(), run.day(), block.count(), block.frameStarts());
  }

  private Map<Incoming, byte[]> decide(List<Maybe> maybes) throws SQLException {
    Set<FrameSource.Wanted> wanted = new LinkedHashSet<>();
    maybes.forEach(m -> wanted.add(wanted(m)));
    Map<FrameSource.Wanted, Frame> frames = new FrameSource(reader, damage).fetch(wanted);
    Map<Incoming, byte[]> stored = new HashMap<>();
    for (Maybe maybe : maybes) {
      Frame frame = frames.get(wanted(maybe));
      if (frame != null && isSame(maybe, frame)) {
        stored.put(maybe.event(), frame.events()[maybe.number() % Frame.EVENTS]);
      }
    }
    return stored;
  }

  private static FrameSource.Wanted wanted(Maybe maybe) {
    return new FrameSource.Wanted(maybe.block(), maybe.number() / Frame.EVENTS);
  }

  private boolean isSame(Maybe maybe, Frame frame) {
    int number = maybe.number() % Frame.EVENTS;
    if (!(reader.scratch().scanner().scan(frame.events()[number]) instanceof ScannedEvent event)) {
      return false;
    }
    String given = frame.accounts()[number];
    String account = given != null ? given : String.valueOf(event.recordAccountId());
    Incoming asked = maybe.event();
    return event.eventId().equals(asked.event().event().eventId())
        && event.eventTime().equals(asked.event().event().eventTime())
        && account.equals(asked.event().accountId());
  }
}
