package io.cairn.eventstore.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/**
 * Compresses with zstd at one level and one dictionary, without zstd's own header fields (the
 * store's formats hold lengths and checksums). Holds native memory until closed; not thread-safe.
 */
public final class Compressor implements AutoCloseable {
  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private final Dictionary dictionary;

  /** A compressor; {@code level} as zstd's, 1 to 19. */
  public Compressor(int level, Dictionary dictionary) {
    this.dictionary = dictionary;
    context.setLevel(level);
    context.setMagicless(true);
    context.setContentSize(false);
    context.setDictID(false);
    context.setChecksum(false);
    if (!dictionary.isNone()) {
      context.loadDict(dictionary.writer(level));
    }
  }

  /** What it compresses with. */
  public Dictionary dictionary() {
    return dictionary;
  }

  /** Appends the compressed form and gives its length. */
  public int compress(byte[] source, int length, ByteWriter to) {
    int bound = (int) Zstd.compressBound(length);
    byte[] room = to.reserve(bound);
    int written =
        context.compressByteArray(room, to.size(), room.length - to.size(), source, 0, length);
    to.advance(written);
    return written;
  }

  /**
   * Checksum of what follows, varint length, compressed form: what {@link Decompressor#inflate}
   * reads.
   */
  public byte[] deflate(ByteWriter plain) {
    var packed = new ByteWriter(plain.size() / 2 + 64);
    packed.putInt(0);
    packed.putVarint(plain.size());
    compress(plain.array(), plain.size(), packed);
    packed.setInt(0, Checksum.of(packed.array(), Integer.BYTES, packed.size()));
    return packed.toByteArray();
  }

  @Override
  public void close() {
    context.close();
  }
}
