package io.cairn.eventstore.block;

import io.cairn.eventstore.Attribute;
import io.cairn.eventstore.codec.ByteReader;
import io.cairn.eventstore.codec.ByteWriter;
import io.cairn.eventstore.codec.Compressor;
import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.Decompressor;
import io.cairn.eventstore.codec.Frame;
import io.cairn.eventstore.column.AttributeNumber;
import io.cairn.eventstore.column.Column;
import io.cairn.eventstore.column.ColumnCodec;
import io.cairn.eventstore.column.TimeCodec;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block's own index. In bytes: version 1, then compressed with a checksum: varint number of
 * events, times, for each frame the varint length, varint number of columns, and for each its
 * number, its length and itself.
 *
 * @param times of the events, ascending, microseconds since 1970; not to be changed
 * @param frameStarts where each frame begins in the payload, and where the last one ends
 * @param columns by attribute; one that is missing was unknown to the program that wrote the block
 */
public record BlockIndex(long[] times, int[] frameStarts, Map<Attribute, Column> columns) {
  private static final int VERSION = 1;
  private static final String NAME = "block index";

  /** Number of events. */
  public int count() {
    return times.length;
  }

  /** The column of an attribute, or null when the block has none. */
  public @Nullable Column column(Attribute attribute) {
    return columns.get(attribute);
  }

  /** Memory it takes, in bytes. */
  public int weight() {
    int weight = 128 + times.length * 8 + frameStarts.length * 4;
    for (Column column : columns.values()) {
      weight += column.weight();
    }
    return weight;
  }

  /** The stored form. */
  public byte[] toBytes(Compressor compressor) {
    var plain = new ByteWriter(8_192);
    plain.putVarint(times.length);
    TimeCodec.write(times, plain);
    for (int i = 1; i < frameStarts.length; i++) {
      plain.putVarint(frameStarts[i] - frameStarts[i - 1]);
    }
    plain.putVarint(columns.size());
    var one = new ByteWriter(2_048);
    columns.forEach(
        (attribute, column) -> {
          one.clear();
          ColumnCodec.write(column, one);
          plain.putVarint(AttributeNumber.of(attribute));
          plain.putVarint(one.size());
          plain.put(one.array(), 0, one.size());
        });
    byte[] packed = compressor.deflate(plain);
    var stored = new ByteWriter(packed.length + 1);
    stored.put(VERSION);
    stored.put(packed);
    return stored.toByteArray();
  }

  /** Reads the stored form; throws {@link DamagedException} when it is none. */
  public static BlockIndex read(byte[] stored) {
    var head = new ByteReader(stored, NAME);
    head.expectVersion(VERSION);
    byte[] plain = Decompressor.inflate(head, stored);
    var reader = new ByteReader(plain, NAME);
    int count = reader.getCount(EncodedBlock.MAX_EVENTS);
    if (count == 0) {
      throw reader.damaged("no events");
    }
    long[] times = TimeCodec.read(reader, count);
    int[] starts = new int[Frame.count(count) + 1];
    starts[0] = 1;
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + reader.getCount(1 << 25);
    }
    Map<Attribute, Column> columns = new EnumMap<>(Attribute.class);
    for (int left = reader.getCount(255); left > 0; left--) {
      readColumn(reader, plain, count, columns);
    }
    reader.expectEnd();
    return new BlockIndex(times, starts, columns);
  }

  private static void readColumn(
      ByteReader reader, byte[] plain, int count, Map<Attribute, Column> columns) {
    Attribute attribute = AttributeNumber.columnOf(reader.getCount(255));
    int length = reader.getCount(reader.remaining());
    int from = reader.position();
    reader.skip(length);
    if (attribute != null) {
      var column = new ByteReader(plain, from, from + length, NAME + ", " + attribute);
      columns.put(attribute, ColumnCodec.read(column, count));
      column.expectEnd();
    }
  }
}
