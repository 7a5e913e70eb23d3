package io.cairn.eventstore.codec;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A zstd dictionary of the store, or none (id 0). Its digested forms live in native memory, about
 * its own size for reading and up to six times that for each level written with; they are kept as
 * long as the object. Thread-safe.
 */
public final class Dictionary {
  /** Compression without one. */
  public static final Dictionary NONE = new Dictionary(0, new byte[0]);

  private final int id;
  private final byte[] bytes;
  private final ConcurrentHashMap<Integer, ZstdDictCompress> writers = new ConcurrentHashMap<>();
  private @Nullable ZstdDictDecompress reader;

  /** The dictionary stored under {@code id}; the bytes are not copied. */
  public Dictionary(int id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /** Its id; 0 means none. */
  public int id() {
    return id;
  }

  boolean isNone() {
    return id == 0;
  }

  ZstdDictCompress writer(int level) {
    return writers.computeIfAbsent(level, l -> new ZstdDictCompress(bytes, l));
  }

  synchronized ZstdDictDecompress reader() {
    ZstdDictDecompress known = reader;
    if (known == null) {
      known = new ZstdDictDecompress(bytes);
      reader = known;
    }
    return known;
  }
}
