package io.cairn.eventstore.run;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.block.BlockIndex;
import io.cairn.eventstore.codec.Compressor;
import io.cairn.eventstore.codec.Dictionary;
import io.cairn.eventstore.codec.StoreKey;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.ColumnBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a run from blocks of one day: the same blocks give the same bytes. Takes about 100 bytes
 * of memory for each event, beside the indexes it is given.
 */
public final class RunBuilder {
  private static final int LEVEL = 3;

  private final StoreKey key;
  private final int chunkEvents;

  /** A builder that hashes terms with {@code key}, of chunks of at most so many events. */
  public RunBuilder(StoreKey key, int chunkEvents) {
    this.key = key;
    this.chunkEvents = Math.min(chunkEvents, RunMeta.CHUNK_EVENTS);
  }

  /** A chunk on its way. */
  private final class Open {
    final List<RunMeta.Block> blocks = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    final Map<Attribute, ColumnBuilder> columns = new EnumMap<>(Attribute.class);
    int count;

    Open(List<Attribute> attributes) {
      for (Attribute attribute : attributes) {
        columns.put(attribute, new ColumnBuilder(RunMeta.CHUNK_EVENTS));
      }
    }

    boolean takes(BlockIndex index) {
      if (count > 0 && count + index.count() > chunkEvents) {
        return false;
      }
      return columns.entrySet().stream()
          .allMatch(e -> e.getValue().termCount() + terms(index, e.getKey()) <= Column.MAX_TERMS);
    }

    private int terms(BlockIndex index, Attribute attribute) {
      Column column = index.column(attribute);
      return column == null ? 0 : column.termCount();
    }

    void add(Member member) {
      BlockIndex index = member.index();
      long[] times = index.times();
      blocks.add(
          new RunMeta.Block(
              member.id(),
              count,
              times.length,
              times[0],
              times[times.length - 1],
              index.frameStarts()));
      members.add(member);
      columns.forEach(
          (attribute, builder) -> {
            @Nullable Column column = index.column(attribute);
            if (column != null) {
              builder.addAll(column, count);
            }
          });
      count += times.length;
    }
  }

  /**
   * Builds the run of as many of the blocks as fit, in their order by time.
   *
   * @param members sorted, of one day, at least one
   */
  public BuiltRun build(int day, List<Member> members) {
    List<Attribute> attributes = known(members);
    List<Open> chunks = new ArrayList<>();
    Open open = new Open(attributes);
    for (Member member : members) {
      if (!open.takes(member.index())) {
        chunks.add(open);
        open = new Open(attributes);
        if (chunks.size() == RunMeta.MAX_CHUNKS) {
          break;
        }
      }
      open.add(member);
    }
    if (open.count > 0) {
      chunks.add(open);
    }
    return build(day, attributes, chunks);
  }

  /** Builds a run again whose blocks were cut into these chunks. */
  public BuiltRun rebuild(int day, List<List<Member>> cut) {
    List<Attribute> attributes = known(cut.stream().flatMap(List::stream).toList());
    List<Open> chunks = new ArrayList<>();
    for (List<Member> members : cut) {
      Open open = new Open(attributes);
      members.forEach(open::add);
      chunks.add(open);
    }
    return build(day, attributes, chunks);
  }

  private BuiltRun build(int day, List<Attribute> attributes, List<Open> chunks) {
    var built = new ArrayList<BuiltRun.StoredColumn>();
    var buckets = new BucketBuilder(key);
    try (var compressor = new Compressor(LEVEL, Dictionary.NONE)) {
      for (int i = 0; i < chunks.size(); i++) {
        close(chunks.get(i), i, built, buckets, compressor);
      }
      var meta =
          new RunMeta(
              mask(attributes), chunks.stream().map(c -> new RunMeta.Chunk(c.blocks)).toList());
      return new BuiltRun(day, meta, meta.toBytes(compressor), built, buckets.rows());
    }
  }

  /** The attributes that every block has a column of. */
  private static List<Attribute> known(List<Member> members) {
    return AttributeNumber.COLUMNS.stream()
        .filter(a -> members.stream().allMatch(m -> m.index().column(a) != null))
        .toList();
  }

  private static long mask(List<Attribute> attributes) {
    long mask = 1L << AttributeNumber.of(Attribute.EVENT_ID);
    for (Attribute attribute : attributes) {
      mask |= 1L << AttributeNumber.of(attribute);
    }
    return mask;
  }

  private static void close(
      Open open,
      int chunk,
      List<BuiltRun.StoredColumn> built,
      BucketBuilder buckets,
      Compressor compressor) {
    List<long[]> times = open.members.stream().map(m -> m.index().times()).toList();
    built.add(
        new BuiltRun.StoredColumn(
            AttributeNumber.TIME, chunk, ChunkColumns.timesToBytes(times, compressor)));
    open.columns.forEach(
        (attribute, builder) -> {
          Column column = builder.build(open.count);
          int number = AttributeNumber.of(attribute);
          built.add(
              new BuiltRun.StoredColumn(number, chunk, ChunkColumns.toBytes(column, compressor)));
          buckets.addColumn(number, chunk, column);
        });
    for (int i = 0; i < open.members.size(); i++) {
      buckets.addKeys(chunk, open.blocks.get(i).start(), open.members.get(i).keys());
    }
  }
}
