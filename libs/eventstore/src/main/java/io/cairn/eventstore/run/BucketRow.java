package io.cairn.eventstore.run;

import io.cairn.eventstore.codec.ByteReader;
import io.cairn.eventstore.codec.ByteWriter;
import io.cairn.eventstore.codec.Checksum;

/**
 * A bucket in bytes: version 1, int CRC-32C of what follows; for each term, by tag: three bytes
 * tag, varint number of events; then that many varint differences of their numbers, or, where the
 * number is 0, the varint mask of chunks.
 */
public final class BucketRow {
  private static final int VERSION = 1;
  private static final int MAX_ORDINAL = 1 << 22;

  private BucketRow() {}

  static ByteWriter begin() {
    var row = new ByteWriter(1_024);
    row.put(VERSION);
    row.putInt(0);
    return row;
  }

  static byte[] finish(ByteWriter row) {
    row.setInt(1, Checksum.of(row.array(), 1 + Integer.BYTES, row.size()));
    return row.toByteArray();
  }

  static void write(ByteWriter row, int tag, long[] packed, int from, int to, long ordinalMask) {
    writeTag(row, tag);
    row.putVarint(to - from);
    long before = 0;
    for (int i = from; i < to; i++) {
      long ordinal = packed[i] & ordinalMask;
      row.putVarint(ordinal - before);
      before = ordinal;
    }
  }

  static void write(ByteWriter row, int tag, long chunks) {
    writeTag(row, tag);
    row.putVarint(0);
    row.putVarint(chunks);
  }

  private static void writeTag(ByteWriter row, int tag) {
    row.put(tag >>> 16);
    row.put(tag >>> 8);
    row.put(tag);
  }

  /** The posting of a tag. */
  public static Posting find(byte[] row, int tag) {
    var reader = new ByteReader(row, "run bucket");
    reader.expectVersion(VERSION);
    reader.expectChecksum();
    while (reader.remaining() > 0) {
      int found = reader.get() << 16 | reader.get() << 8 | reader.get();
      int count = reader.getCount(Posting.MAX_LISTED);
      if (found == tag) {
        return count == 0 ? new Posting.Chunks(reader.getVarint()) : events(reader, count);
      }
      for (int i = Math.max(1, count); i > 0; i--) {
        reader.getVarint();
      }
    }
    return Posting.None.NONE;
  }

  private static Posting events(ByteReader reader, int count) {
    int[] ordinals = new int[count];
    int ordinal = 0;
    for (int i = 0; i < count; i++) {
      ordinal += reader.getCount(MAX_ORDINAL);
      if (ordinal >= MAX_ORDINAL) {
        throw reader.damaged("an event " + ordinal);
      }
      ordinals[i] = ordinal;
    }
    return new Posting.Events(ordinals);
  }
}
