package io.cairn.eventstore.upkeep;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.query.DamageLog;
import io.cairn.eventstore.query.OpenBlock;
import io.cairn.eventstore.query.SealedRun;
import io.cairn.eventstore.query.StoreReader;
import io.cairn.eventstore.run.ChunkColumns;
import io.cairn.eventstore.run.Member;
import io.cairn.eventstore.run.RunMeta;
import io.cairn.eventstore.upkeep.Task.Waiting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the blocks that become members of a run: from their own indexes, or out of older runs. */
final class Members {
  private static final int WAVE = 64;

  private final StoreReader reader;

  Members(StoreReader reader) {
    this.reader = reader;
  }

  /** Open blocks; those that are damaged are missing. */
  List<Member> open(List<Waiting> blocks) throws SQLException {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i += WAVE) {
      List<OpenBlock> wave =
          blocks.subList(i, Math.min(i + WAVE, blocks.size())).stream()
              .map(b -> new OpenBlock(b.id(), b.day(), -1, b.count(), b.first(), b.first()))
              .toList();
      Map<Long, BlockIndex> indexes = reader.indexes(wave, new DamageLog());
      Map<Long, byte[]> keys = reader.keyBytes(blocks.getFirst().day(), indexes);
      indexes.forEach(
          (id, index) -> {
            byte[] known = keys.get(id);
            if (known != null) {
              members.add(new Member(id, index, known));
            }
          });
    }
    members.sort(null);
    return members;
  }

  /** The blocks of runs; throws {@link DamagedException} when one is damaged. */
  List<Member> ofRuns(List<SealedRun> runs) throws SQLException {
    List<Member> members = new ArrayList<>();
    for (SealedRun run : runs) {
      RunMeta meta = reader.meta(run);
      for (int i = 0; i < meta.chunks().size(); i++) {
        chunk(run, meta, i, members);
      }
    }
    members.sort(null);
    return members;
  }

  private void chunk(SealedRun run, RunMeta meta, int number, List<Member> members)
      throws SQLException {
    RunMeta.Chunk chunk = meta.chunks().get(number);
    ChunkColumns.Times times = reader.times(run, meta, number);
    Map<Attribute, Column> columns = new EnumMap<>(Attribute.class);
    for (Attribute attribute : AttributeNumber.COLUMNS) {
      Column column = reader.column(run, meta, number, attribute);
      if (column != null) {
        columns.put(attribute, column);
      }
    }
    Map<Long, BlockIndex> indexes = new LinkedHashMap<>();
    for (int i = 0; i < chunk.blocks().size(); i++) {
      RunMeta.Block block = chunk.blocks().get(i);
      Map<Attribute, Column> slices = new EnumMap<>(Attribute.class);
      columns.forEach((a, column) -> slices.put(a, column.slice(block.start(), block.count())));
      indexes.put(block.id(), new BlockIndex(times.ofBlock(i), block.frameStarts(), slices));
    }
    Map<Long, byte[]> keys = reader.keyBytes(run.day(), indexes);
    if (keys.size() < indexes.size()) {
      throw new DamagedException("run " + run.id() + " has blocks without keys");
    }
    indexes.forEach(
        (id, index) -> members.add(new Member(id, index, keys.getOrDefault(id, new byte[0]))));
  }
}
