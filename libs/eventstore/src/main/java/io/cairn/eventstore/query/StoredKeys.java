package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.TermText;
import io.cairn.eventstore.run.ChunkColumns;
import io.cairn.eventstore.run.RunMeta;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the identity of every stored event of a span of time, from indexes alone. */
public final class StoredKeys {
  private final StoreReader reader;
  private final Catalogue catalogue;
  private final DamageLog damage = new DamageLog();

  /** Reads in one snapshot. */
  public StoredKeys(StoreReader reader, Catalogue catalogue) {
    this.reader = reader;
    this.catalogue = catalogue;
  }

  /** Receives identities. */
  public interface Sink {
    /** Time in microseconds, the key of the id in two halves, and the account. */
    void event(long time, long high, long low, String account);
  }

  /** What could not be read; its events are not told. */
  public DamageLog damage() {
    return damage;
  }

  /** Whether any block or run may hold an event of the span. */
  public boolean isEmpty(long from, long to) {
    return catalogue.open().stream().noneMatch(b -> b.first() <= to && b.last() >= from)
        && catalogue.runs().stream().noneMatch(r -> r.first() <= to && r.last() >= from);
  }

  /** Tells the events from {@code from} to {@code to}, both included. */
  public void forEach(long from, long to, Sink sink) throws SQLException {
    List<OpenBlock> open =
        catalogue.open().stream().filter(b -> b.first() <= to && b.last() >= from).toList();
    Map<Long, BlockIndex> indexes = reader.indexes(open, damage);
    for (OpenBlock block : open) {
      BlockIndex index = indexes.get(block.id());
      Column accounts = index == null ? null : index.column(Attribute.ACCOUNT_ID);
      if (index != null && accounts != null) {
        var ref = new BlockRef(block.id(), block.day(), block.count(), index.frameStarts());
        tell(ref, index.times(), accounts, 0, from, to, sink);
      }
    }
    for (SealedRun run : catalogue.runs()) {
      if (run.first() <= to && run.last() >= from) {
        run(run, from, to, sink);
      }
    }
  }

  private void run(SealedRun run, long from, long to, Sink sink) throws SQLException {
    try {
      RunMeta meta = reader.meta(run);
      for (int i = 0; i < meta.chunks().size(); i++) {
        RunMeta.Chunk chunk = meta.chunks().get(i);
        if (chunk.first() <= to && chunk.last() >= from) {
          chunk(run, meta, i, from, to, sink);
        }
      }
    } catch (DamagedException e) {
      damage.hide(run.day(), 0, e);
    }
  }

  private void chunk(SealedRun run, RunMeta meta, int number, long from, long to, Sink sink)
      throws SQLException {
    RunMeta.Chunk chunk = meta.chunks().get(number);
    ChunkColumns.Times times = reader.times(run, meta, number);
    Column accounts = reader.column(run, meta, number, Attribute.ACCOUNT_ID);
    if (accounts == null) {
      throw new DamagedException("a run without the column of accounts");
    }
    List<BlockRef> refs = new ArrayList<>();
    for (RunMeta.Block block : chunk.blocks()) {
      refs.add(new BlockRef(block.id(), run.day(), block.count(), block.frameStarts()));
    }
    for (int i = 0; i < refs.size(); i++) {
      RunMeta.Block block = chunk.blocks().get(i);
      if (block.first() <= to && block.last() >= from) {
        tell(refs.get(i), times.ofBlock(i), accounts, block.start(), from, to, sink);
      }
    }
  }

  private void tell(
      BlockRef ref, long[] times, Column accounts, int start, long from, long to, Sink sink)
      throws SQLException {
    BlockKeys keys = reader.keys(List.of(ref), damage).get(ref.id());
    if (keys == null) {
      return;
    }
    String[] texts = new String[accounts.termCount() + 1];
    for (int code = 1; code < texts.length; code++) {
      texts[code] = TermText.text(accounts.term(code));
    }
    for (int i = 0; i < times.length; i++) {
      int code = accounts.codeOf(start + i);
      if (times[i] >= from && times[i] <= to && code > 0) {
        sink.event(times[i], keys.high(i), keys.low(i), texts[code]);
      }
    }
  }
}
