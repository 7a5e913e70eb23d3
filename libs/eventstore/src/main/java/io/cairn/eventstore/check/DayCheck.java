package io.cairn.eventstore.check;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.Compressor;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.Dictionary;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.query.OpenBlock;
import io.cairn.eventstore.query.SealedRun;
import io.cairn.eventstore.run.BuiltRun;
import io.cairn.eventstore.run.ChunkColumns;
import io.cairn.eventstore.run.Member;
import io.cairn.eventstore.run.RunBuilder;
import io.cairn.eventstore.run.RunMeta;
import io.cairn.eventstore.sql.DayPartitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares the indexes of one day with those that its events make. */
final class DayCheck {

  /** Where faults go. */
  interface Faults {
    void add(String where, String what);
  }

  private final Connection connection;
  private final StoreKey key;
  private final int day;
  private final Faults faults;
  private final List<OpenBlock> open = new ArrayList<>();
  private final List<SealedRun> runs = new ArrayList<>();
  private final Set<Long> indexed = new HashSet<>();

  DayCheck(Connection connection, StoreKey key, int day, Faults faults) {
    this.connection = connection;
    this.key = key;
    this.day = day;
    this.faults = faults;
  }

  void add(OpenBlock block) {
    open.add(block);
  }

  void add(SealedRun run) {
    runs.add(run);
  }

  /** Compares with the day's blocks; the damaged ones are in {@code ids} only. */
  void compare(Map<Long, Member> blocks, Set<Long> ids) throws SQLException {
    for (OpenBlock block : open) {
      compareOpen(block, blocks, ids);
    }
    for (SealedRun run : runs) {
      compareRun(run, blocks, ids);
    }
    for (long id : ids) {
      if (!indexed.contains(id)) {
        faults.add(StoreCheck.where(day, id), "neither open_block nor a run has its index");
      }
    }
  }

  private void take(long id, String by, Set<Long> ids) {
    if (!ids.contains(id)) {
      faults.add(by, StoreCheck.where(day, id) + " is not there");
    }
    if (!indexed.add(id)) {
      faults.add(by, StoreCheck.where(day, id) + " has another index, too");
    }
  }

  private void compareOpen(OpenBlock block, Map<Long, Member> blocks, Set<Long> ids)
      throws SQLException {
    String where = "open_block " + block.id() + " of " + StoreCheck.date(day);
    take(block.id(), where, ids);
    Member made = blocks.get(block.id());
    if (made == null) {
      return;
    }
    long[] times = made.index().times();
    expect(where, "number of events", block.count(), times.length);
    expect(where, "first time", block.first(), times[0]);
    expect(where, "last time", block.last(), times[times.length - 1]);
    try {
      byte[] stored = bytes("select idx from open_block where id = ?", block.id());
      compareIndex(where, BlockIndex.read(stored), made.index());
    } catch (DamagedException e) {
      faults.add(where, String.valueOf(e.getMessage()));
    }
  }

  private void compareIndex(String where, BlockIndex stored, BlockIndex made) {
    if (!Arrays.equals(stored.times(), made.times())) {
      faults.add(where, "times differ from the events'");
    }
    if (!Arrays.equals(stored.frameStarts(), made.frameStarts())) {
      faults.add(where, "places of frames differ from the block's");
    }
    for (Attribute attribute : AttributeNumber.COLUMNS) {
      if (!Objects.equals(stored.column(attribute), made.column(attribute))) {
        faults.add(where, "the column " + attribute.attributeName() + " differs from the events'");
      }
    }
  }

  private void compareRun(SealedRun run, Map<Long, Member> blocks, Set<Long> ids)
      throws SQLException {
    String where = "run " + run.id() + " of " + StoreCheck.date(day);
    try {
      RunMeta meta = RunMeta.read(bytes("select meta from run where id = ?", run.id()));
      List<List<Member>> chunks = new ArrayList<>();
      boolean isWhole = true;
      for (RunMeta.Chunk chunk : meta.chunks()) {
        List<Member> members = new ArrayList<>();
        for (RunMeta.Block block : chunk.blocks()) {
          take(block.id(), where, ids);
          Member member = blocks.get(block.id());
          isWhole &= member != null;
          if (member != null) {
            members.add(member);
          }
        }
        chunks.add(members);
      }
      if (isWhole) {
        BuiltRun made = new RunBuilder(key, RunMeta.CHUNK_EVENTS).rebuild(day, chunks);
        compareRun(run, where, meta, made);
      } else {
        faults.add(where, "its columns are not compared, because blocks are damaged or missing");
      }
    } catch (DamagedException e) {
      faults.add(where, String.valueOf(e.getMessage()));
    }
  }

  private void compareRun(SealedRun run, String where, RunMeta meta, BuiltRun made)
      throws SQLException {
    expect(where, "number of events", run.count(), made.count());
    expect(where, "first time", run.first(), made.first());
    expect(where, "last time", run.last(), made.last());
    expect(where, "number of buckets", run.buckets(), made.buckets().size());
    try (var compressor = new Compressor(1, Dictionary.NONE)) {
      if (!Arrays.equals(meta.toBytes(compressor), made.meta().toBytes(compressor))) {
        faults.add(where, "its list of blocks differs from the blocks");
      }
    }
    Map<List<Integer>, byte[]> columns = columns(run);
    for (BuiltRun.StoredColumn column : made.columns()) {
      byte[] stored = columns.remove(List.of(column.attribute(), column.chunk()));
      String name = "column " + column.attribute() + " of chunk " + column.chunk();
      if (stored == null) {
        faults.add(where, name + " is missing");
      } else {
        compareColumn(where, name, stored, column.data());
      }
    }
    columns.keySet().forEach(c -> faults.add(where, "column and chunk " + c + " are too many"));
    compareBuckets(run, where, made);
  }

  private void compareColumn(String where, String name, byte[] stored, byte[] made) {
    try {
      if (!Arrays.equals(ChunkColumns.plain(stored), ChunkColumns.plain(made))) {
        faults.add(where, name + " differs from the events'");
      }
    } catch (DamagedException e) {
      faults.add(where, name + ": " + e.getMessage());
    }
  }

  private void compareBuckets(SealedRun run, String where, BuiltRun made) throws SQLException {
    Map<Integer, byte[]> stored = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select bucket, data from run_bucket where run_id = ?")) {
      select.setLong(1, run.id());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          stored.put(rows.getInt(1), rows.getBytes(2));
        }
      }
    }
    for (int i = 0; i < made.buckets().size(); i++) {
      byte[] bucket = stored.remove(i);
      if (bucket == null || !Arrays.equals(bucket, made.buckets().get(i))) {
        faults.add(
            where,
            "bucket " + i + (bucket == null ? " is missing" : " differs from the events' terms"));
      }
    }
    stored.keySet().forEach(b -> faults.add(where, "bucket " + b + " is too many"));
  }

  private Map<List<Integer>, byte[]> columns(SealedRun run) throws SQLException {
    Map<List<Integer>, byte[]> columns = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select attribute, chunk, data from "
                + DayPartitions.name("run_column", day)
                + " where run_id = ?")) {
      select.setLong(1, run.id());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          columns.put(List.of(rows.getInt(1), rows.getInt(2)), rows.getBytes(3));
        }
      }
    }
    return columns;
  }

  private byte[] bytes(String sql, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getBytes(1) : new byte[0];
      }
    }
  }

  private void expect(String where, String what, long stored, long made) {
    if (stored != made) {
      faults.add(where, what + " is " + stored + ", but the events have " + made);
    }
  }
}
