package io.cairn.eventstore.run;

import io.cairn.eventstore.codec.ByteReader;
import io.cairn.eventstore.codec.ByteWriter;
import io.cairn.eventstore.codec.Compressor;
import io.cairn.eventstore.codec.Decompressor;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.ColumnCodec;
import io.cairn.eventstore.column.TimeCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored forms of a chunk's columns: version 1, then compressed with a checksum a {@link
 * ColumnCodec} column, or for the times varint number of blocks, for each the varint length of its
 * times, then the times of each block.
 */
public final class ChunkColumns {
  private static final int VERSION = 1;

  private ChunkColumns() {}

  static byte[] toBytes(Column column, Compressor compressor) {
    var plain = new ByteWriter(1 << 16);
    ColumnCodec.write(column, plain);
    return stored(plain, compressor);
  }

  static byte[] timesToBytes(List<long[]> blocks, Compressor compressor) {
    var plain = new ByteWriter(1 << 16);
    var all = new ByteWriter(1 << 16);
    plain.putVarint(blocks.size());
    for (long[] times : blocks) {
      int before = all.size();
      TimeCodec.write(times, all);
      plain.putVarint(all.size() - before);
    }
    plain.put(all.array(), 0, all.size());
    return stored(plain, compressor);
  }

  private static byte[] stored(ByteWriter plain, Compressor compressor) {
    var stored = new ByteWriter(plain.size() / 4 + 64);
    stored.put(VERSION);
    stored.put(compressor.deflate(plain));
    return stored.toByteArray();
  }

  /** Reads a column of {@code size} events. */
  public static Column read(byte[] stored, int size) {
    byte[] plain = plain(stored, "run column");
    var reader = new ByteReader(plain, "run column");
    Column column = ColumnCodec.read(reader, size);
    reader.expectEnd();
    return column;
  }

  /** Reads times; those of a block are decoded when they are asked for. */
  public static Times readTimes(byte[] stored, RunMeta.Chunk chunk) {
    byte[] plain = plain(stored, "run times");
    var reader = new ByteReader(plain, "run times");
    int blocks = reader.getCount(RunMeta.CHUNK_EVENTS);
    if (blocks != chunk.blocks().size()) {
      throw reader.damaged(blocks + " blocks, not " + chunk.blocks().size());
    }
    List<Integer> lengths = new ArrayList<>(blocks);
    for (int i = 0; i < blocks; i++) {
      lengths.add(reader.getCount(plain.length));
    }
    int[] starts = new int[blocks + 1];
    starts[0] = reader.position();
    for (int i = 0; i < blocks; i++) {
      starts[i + 1] = starts[i] + lengths.get(i);
    }
    if (starts[blocks] != plain.length) {
      throw reader.damaged("lengths that do not add up");
    }
    return new Times(plain, starts, chunk);
  }

  /** What is stored, decompressed: the same for equal columns. */
  public static byte[] plain(byte[] stored) {
    return plain(stored, "run column");
  }

  private static byte[] plain(byte[] stored, String name) {
    var head = new ByteReader(stored, name);
    head.expectVersion(VERSION);
    return Decompressor.inflate(head, stored);
  }

  /**
   * Times of a chunk, packed.
   *
   * @param plain the bytes
   * @param starts where each block's begin, and where the last one's end
   * @param chunk the chunk
   */
  public record Times(byte[] plain, int[] starts, RunMeta.Chunk chunk) {
    /** Times of the events of the chunk's block of this number, ascending. */
    public long[] ofBlock(int number) {
      var reader = new ByteReader(plain, starts[number], starts[number + 1], "run times");
      long[] times = TimeCodec.read(reader, chunk.blocks().get(number).count());
      reader.expectEnd();
      return times;
    }

    /** Memory it takes, in bytes. */
    public int weight() {
      return plain.length + starts.length * 4 + 64;
    }
  }
}
