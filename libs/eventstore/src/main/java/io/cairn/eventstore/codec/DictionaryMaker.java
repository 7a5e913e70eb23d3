package io.cairn.eventstore.codec;

import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dictionary of samples of what it will compress. zstd's own training is good where texts
 * are many and different; where they are much alike it gives up early, and the texts themselves are
 * the better dictionary. So both are made, and the one that compresses samples which neither has
 * seen to fewer bytes is taken.
 */
public final class DictionaryMaker {
  private static final int HELD_BACK = 16;

  private final int size;
  private final int level;

  /** A maker of dictionaries of {@code size} bytes, judged at a zstd level. */
  public DictionaryMaker(int size, int level) {
    this.size = size;
    this.level = level;
  }

  /**
   * The better dictionary; null when the samples are too few to tell, or no dictionary is better
   * than none.
   */
  public byte @Nullable [] make(List<byte[]> samples) {
    List<byte[]> seen = new ArrayList<>();
    List<byte[]> unseen = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      (i % HELD_BACK == HELD_BACK - 1 ? unseen : seen).add(samples.get(i));
    }
    byte[] best = null;
    long least = unseen.isEmpty() ? 0 : compressed(unseen, Dictionary.NONE);
    for (byte[] made : List.of(trained(seen), texts(seen))) {
      long bytes = made.length == 0 ? least : compressed(unseen, new Dictionary(1, made));
      if (bytes < least) {
        least = bytes;
        best = made;
      }
    }
    return best;
  }

  private long compressed(List<byte[]> texts, Dictionary dictionary) {
    long bytes = 0;
    var packed = new ByteWriter(1 << 16);
    try (var compressor = new Compressor(level, dictionary)) {
      for (byte[] text : texts) {
        packed.clear();
        bytes += compressor.compress(text, text.length, packed);
      }
    }
    return bytes;
  }

  /** By zstd; empty when it cannot make one of so few or so like samples. */
  private byte[] trained(List<byte[]> samples) {
    int total = samples.stream().mapToInt(s -> s.length).sum();
    var trainer = new ZstdDictTrainer(Math.max(total, 1), size);
    for (byte[] sample : samples) {
      trainer.addSample(sample);
    }
    try {
      return trainer.trainSamples();
    } catch (ZstdException _) {
      return new byte[0];
    }
  }

  /** The texts themselves, from the whole span of them. */
  private byte[] texts(List<byte[]> samples) {
    long total = samples.stream().mapToLong(s -> s.length).sum();
    int step = (int) Math.max(1, total / size);
    var texts = new ByteWriter(size);
    for (int i = 0; i < samples.size() && texts.size() < size; i += step) {
      byte[] text = samples.get(i);
      texts.put(text, 0, Math.min(text.length, size - texts.size()));
    }
    return texts.toByteArray();
  }
}
