package io.cairn.eventstore.codec;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Decompresses what {@link Compressor} made. Thread-safe: keeps a native context (about 160 KB) for
 * each call that runs at the same time, at most {@link #KEPT} between calls.
 */
public final class Decompressor {
  /** Largest plain size anything in the store can have. */
  public static final int MAX_PLAIN = 1 << 28;

  private static final int KEPT = 16;
  private static final ConcurrentLinkedQueue<ZstdDecompressCtx> CONTEXTS =
      new ConcurrentLinkedQueue<>();

  private Decompressor() {}

  /** The plain bytes, exactly {@code plainLength} of them. */
  public static byte[] decompress(
      byte[] source, int offset, int length, int plainLength, Dictionary dictionary) {
    byte[] plain = new byte[plainLength];
    ZstdDecompressCtx context = take();
    try {
      if (!dictionary.isNone()) {
        context.loadDict(dictionary.reader());
      }
      int written = context.decompressByteArray(plain, 0, plainLength, source, offset, length);
      if (written != plainLength) {
        throw new DamagedException("zstd gave " + written + " of " + plainLength + " bytes");
      }
    } catch (ZstdException e) {
      throw new DamagedException("zstd data of " + length + " bytes", e);
    } finally {
      give(context);
    }
    return plain;
  }

  /** Reverses {@link Compressor#deflate} from where the reader stands to its end. */
  public static byte[] inflate(ByteReader packed, byte[] source) {
    packed.expectChecksum();
    int plainLength = packed.getCount(MAX_PLAIN);
    int length = packed.remaining();
    if (plainLength / 100_000 > length) {
      throw packed.damaged("a length of " + plainLength + " that cannot be");
    }
    int from = packed.position();
    packed.skip(length);
    return decompress(source, from, length, plainLength, Dictionary.NONE);
  }

  private static ZstdDecompressCtx take() {
    ZstdDecompressCtx context = CONTEXTS.poll();
    if (context == null) {
      context = new ZstdDecompressCtx();
      context.setMagicless(true);
    }
    return context;
  }

  private static void give(ZstdDecompressCtx context) {
    context.reset();
    context.setMagicless(true);
    if (CONTEXTS.size() < KEPT) {
      CONTEXTS.add(context);
    } else {
      context.close();
    }
  }
}
