package io.cairn.eventstore.run;

import io.cairn.eventstore.block.EncodedBlock;
import io.cairn.eventstore.codec.ByteReader;
import io.cairn.eventstore.codec.ByteWriter;
import io.cairn.eventstore.codec.Compressor;
import io.cairn.eventstore.codec.Decompressor;
import io.cairn.eventstore.codec.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a run and the chunks they make. In bytes: version 1, then compressed with a
 * checksum: varint mask of the attributes that have a column, varint number of chunks; for each
 * chunk varint number of blocks, and for each block zigzag id (as difference), varint number of
 * events, zigzag first time (as difference), varint length of time, and for each frame its varint
 * length.
 *
 * @param attributes one bit for each attribute's number; of others the run knows nothing
 * @param chunks in order
 */
public record RunMeta(long attributes, List<Chunk> chunks) {
  /** Most events in a chunk. */
  public static final int CHUNK_EVENTS = 65_536;

  /** Most chunks in a run. */
  public static final int MAX_CHUNKS = 64;

  private static final int VERSION = 1;
  private static final String NAME = "run meta";

  /** Copies the list. */
  public RunMeta {
    chunks = List.copyOf(chunks);
  }

  /**
   * Blocks that share columns.
   *
   * @param blocks in order of their first time
   */
  public record Chunk(List<Block> blocks) {
    /** Copies the list. */
    public Chunk {
      blocks = List.copyOf(blocks);
    }

    /** Number of events. */
    public int count() {
      Block last = blocks.getLast();
      return last.start() + last.count();
    }

    /** Time of its newest event. */
    public long last() {
      return blocks.stream().mapToLong(Block::last).max().orElseThrow();
    }

    /** Time of its oldest event. */
    public long first() {
      return blocks.stream().mapToLong(Block::first).min().orElseThrow();
    }
  }

  /**
   * A block of a run.
   *
   * @param id its id
   * @param start place of its first event in the chunk
   * @param count number of events
   * @param first time of the oldest
   * @param last time of the newest
   * @param frameStarts where its frames begin, and where the last one ends; not to be changed
   */
  public record Block(long id, int start, int count, long first, long last, int[] frameStarts) {}

  /** Whether columns and buckets hold this attribute. */
  public boolean knows(int attribute) {
    return (attributes >>> attribute & 1) != 0;
  }

  /** Memory it takes, in bytes. */
  public int weight() {
    int weight = 64;
    for (Chunk chunk : chunks) {
      for (Block block : chunk.blocks()) {
        weight += 80 + block.frameStarts().length * 4;
      }
    }
    return weight;
  }

  /** The stored form. */
  public byte[] toBytes(Compressor compressor) {
    var plain = new ByteWriter(1 << 15);
    plain.putVarint(attributes);
    plain.putVarint(chunks.size());
    long id = 0;
    long first = 0;
    for (Chunk chunk : chunks) {
      plain.putVarint(chunk.blocks().size());
      for (Block block : chunk.blocks()) {
        plain.putZigzag(block.id() - id);
        plain.putVarint(block.count());
        plain.putZigzag(block.first() - first);
        plain.putVarint(block.last() - block.first());
        for (int i = 1; i < block.frameStarts().length; i++) {
          plain.putVarint(block.frameStarts()[i] - block.frameStarts()[i - 1]);
        }
        id = block.id();
        first = block.first();
      }
    }
    var stored = new ByteWriter(1 << 14);
    stored.put(VERSION);
    stored.put(compressor.deflate(plain));
    return stored.toByteArray();
  }

  /** Reads the stored form. */
  public static RunMeta read(byte[] stored) {
    var head = new ByteReader(stored, NAME);
    head.expectVersion(VERSION);
    byte[] plain = Decompressor.inflate(head, stored);
    return new Reading(new ByteReader(plain, NAME)).meta();
  }

  private static final class Reading {
    private final ByteReader reader;
    private long id;
    private long first;

    Reading(ByteReader reader) {
      this.reader = reader;
    }

    RunMeta meta() {
      long attributes = reader.getVarint();
      List<Chunk> chunks = new ArrayList<>();
      for (int left = reader.getCount(MAX_CHUNKS); left > 0; left--) {
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (int more = reader.getCount(CHUNK_EVENTS); more > 0; more--) {
          Block block = block(start);
          blocks.add(block);
          start += block.count();
        }
        if (start == 0 || start > CHUNK_EVENTS) {
          throw reader.damaged("a chunk of " + start + " events");
        }
        chunks.add(new Chunk(blocks));
      }
      reader.expectEnd();
      return new RunMeta(attributes, chunks);
    }

    private Block block(int start) {
      id += reader.getZigzag();
      int count = reader.getCount(EncodedBlock.MAX_EVENTS);
      first += reader.getZigzag();
      long last = first + reader.getVarint();
      int[] starts = new int[Frame.count(count) + 1];
      starts[0] = 1;
      for (int i = 1; i < starts.length; i++) {
        starts[i] = starts[i - 1] + reader.getCount(1 << 25);
      }
      return new Block(id, start, count, first, last, starts);
    }
  }
}
