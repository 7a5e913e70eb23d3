package io.cairn.eventstore.query;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.EventKey;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.run.ChunkColumns;
import io.cairn.eventstore.run.RunMeta;
import io.cairn.eventstore.sql.DayPartitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of the store on one connection, through the caches. The connection must be in a
 * snapshot. Not thread-safe; damage comes as {@link DamagedException}.
 */
public final class StoreReader implements AutoCloseable {
  private final Connection connection;
  private final Caches caches;
  private @Nullable Scratch scratch;

  /** A reader of one snapshot. */
  public StoreReader(Connection connection, Caches caches) {
    this.connection = connection;
    this.caches = caches;
  }

  Connection connection() {
    return connection;
  }

  /** What the reader's user decides on bytes with, until {@link #close}. */
  Scratch scratch() {
    Scratch taken = scratch;
    if (taken == null) {
      taken = caches.scratches.take();
      scratch = taken;
    }
    return taken;
  }

  /** Gives back what may be used by others now; the connection stays open. */
  @Override
  public void close() {
    if (scratch != null) {
      caches.scratches.give(scratch);
      scratch = null;
    }
  }

  Caches caches() {
    return caches;
  }

  /** The indexes of open blocks; a damaged one is missing, and told. */
  public Map<Long, BlockIndex> indexes(Collection<OpenBlock> blocks, DamageLog damage)
      throws SQLException {
    Map<Long, BlockIndex> found = new HashMap<>();
    Map<Long, OpenBlock> missing = new HashMap<>();
    for (OpenBlock block : blocks) {
      BlockIndex known = caches.indexes.get(block.id());
      if (known != null) {
        found.put(block.id(), known);
      } else {
        missing.put(block.id(), block);
      }
    }
    if (missing.isEmpty()) {
      return found;
    }
    try (PreparedStatement select =
        connection.prepareStatement("select id, idx from open_block where id = any (?)")) {
      select.setArray(1, connection.createArrayOf("int8", missing.keySet().toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          OpenBlock block = missing.get(rows.getLong(1));
          if (block != null) {
            decode(block, rows.getBytes(2), found, damage);
          }
        }
      }
    }
    return found;
  }

  private void decode(
      OpenBlock block, byte[] stored, Map<Long, BlockIndex> found, DamageLog damage) {
    try {
      BlockIndex index = BlockIndex.read(stored);
      if (index.count() != block.count()) {
        throw new DamagedException(
            "block index: " + index.count() + " events, not " + block.count());
      }
      caches.indexes.put(block.id(), index);
      found.put(block.id(), index);
    } catch (DamagedException e) {
      damage.hide(block.day(), block.id(), e);
    }
  }

  /** The blocks of a run. */
  public RunMeta meta(SealedRun run) throws SQLException {
    RunMeta known = caches.metas.get(run.id());
    if (known != null) {
      return known;
    }
    try (PreparedStatement select =
        connection.prepareStatement("select meta from run where id = ?")) {
      select.setLong(1, run.id());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new DamagedException("run " + run.id() + " is not there");
        }
        RunMeta meta = RunMeta.read(row.getBytes(1));
        caches.metas.put(run.id(), meta);
        return meta;
      }
    }
  }

  /** A column of a chunk; null when the run knows nothing of the attribute. */
  public @Nullable Column column(SealedRun run, RunMeta meta, int chunk, Attribute attribute)
      throws SQLException {
    int number = AttributeNumber.of(attribute);
    if (!meta.knows(number) || attribute == Attribute.EVENT_ID) {
      return null;
    }
    var key = new Caches.ColumnKey(run.id(), chunk, number);
    Column known = caches.columns.get(key);
    if (known == null) {
      byte[] stored = columnBytes(run, chunk, number);
      known = ChunkColumns.read(stored, meta.chunks().get(chunk).count());
      caches.columns.put(key, known);
    }
    return known;
  }

  /** The times of a chunk. */
  public ChunkColumns.Times times(SealedRun run, RunMeta meta, int chunk) throws SQLException {
    var key = new Caches.ColumnKey(run.id(), chunk, AttributeNumber.TIME);
    ChunkColumns.Times known = caches.times.get(key);
    if (known == null) {
      byte[] stored = columnBytes(run, chunk, AttributeNumber.TIME);
      known = ChunkColumns.readTimes(stored, meta.chunks().get(chunk));
      caches.times.put(key, known);
    }
    return known;
  }

  private byte[] columnBytes(SealedRun run, int chunk, int attribute) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select data from "
                + DayPartitions.name("run_column", run.day())
                + " where run_id = ? and attribute = ? and chunk = ?")) {
      select.setLong(1, run.id());
      select.setInt(2, attribute);
      select.setInt(3, chunk);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new DamagedException(
              "run " + run.id() + ", column " + attribute + " of chunk " + chunk + " is not there");
        }
        return row.getBytes(1);
      }
    }
  }

  /** The keys of blocks; one that is not there is missing, and told. */
  public Map<Long, BlockKeys> keys(Collection<BlockRef> blocks, DamageLog damage)
      throws SQLException {
    Map<Long, BlockKeys> found = new HashMap<>();
    Map<Integer, List<BlockRef>> days = new HashMap<>();
    for (BlockRef block : blocks) {
      BlockKeys known = caches.keys.get(block.id());
      if (known != null) {
        found.put(block.id(), known);
      } else {
        days.computeIfAbsent(block.day(), _ -> new ArrayList<>()).add(block);
      }
    }
    for (var day : days.entrySet()) {
      readKeys(day.getKey(), day.getValue().stream().map(BlockRef::id).toList(), found);
      for (BlockRef block : day.getValue()) {
        check(block, found, damage);
      }
    }
    return found;
  }

  private void check(BlockRef block, Map<Long, BlockKeys> found, DamageLog damage) {
    BlockKeys keys = found.get(block.id());
    if (keys == null || keys.bytes().length != block.count() * EventKey.BYTES) {
      found.remove(block.id());
      damage.hide(
          block.day(),
          block.id(),
          new DamagedException(keys == null ? "the block is not there" : "keys of a wrong length"));
    } else {
      caches.keys.put(block.id(), keys);
    }
  }

  /** Keys of blocks of one day, past the caches; those that are not whole are missing. */
  public Map<Long, byte[]> keyBytes(int day, Map<Long, BlockIndex> blocks) throws SQLException {
    Map<Long, BlockKeys> found = new HashMap<>();
    readKeys(day, blocks.keySet(), found);
    Map<Long, byte[]> keys = new HashMap<>();
    found.forEach(
        (id, read) -> {
          BlockIndex index = blocks.get(id);
          if (index != null && read.bytes().length == index.count() * EventKey.BYTES) {
            keys.put(id, read.bytes());
          }
        });
    return keys;
  }

  private void readKeys(int day, Collection<Long> ids, Map<Long, BlockKeys> found)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, keys from " + DayPartitions.name("block", day) + " where id = any (?)")) {
      select.setArray(1, connection.createArrayOf("int8", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getLong(1), new BlockKeys(rows.getBytes(2)));
        }
      }
    }
  }

  static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }
}
