package io.cairn.sigma.engine;

import org.jspecify.annotations.Nullable;

/**
 * A key as it stands in compact JSON, quotes and colon included, ready to be compared by words:
 * events of one kind have the same keys in the same order, so a guess is nearly always right.
 */
final class KnownKey {
  /** Longer keys are looked up each time. */
  static final int MAX_SIZE = 32;

  /** Bytes that a comparison may read behind the event. */
  static final int PADDING = MAX_SIZE;

  final int size;

  /** Over those bytes. */
  final int hash;

  /** Where rules' paths go on, if any does through this key. */
  final @Nullable PathNode node;

  /** What stands inside the value, should it be an object or an array of them. */
  final KnownObject inside = new KnownObject();

  /** Keys that followed this one, the last first. */
  @Nullable KnownKey next;

  @Nullable KnownKey nextButOne;

  private final long[] words = new long[4];
  private final long[] masks = new long[4];
  private final long word0;
  private final long word1;
  private final long mask0;
  private final long mask1;

  /** The key that stands at {@code at}, {@code size} bytes with quotes and colon. */
  KnownKey(byte[] in, int at, int size, @Nullable PathNode node) {
    this.size = size;
    this.hash = ByteWords.hash(in, at, at + size);
    this.node = node;
    for (int i = 0; i < words.length; i++) {
      int rest = size - 8 * i;
      masks[i] = rest >= 8 ? -1 : rest <= 0 ? 0 : -1L >>> (64 - 8 * rest);
      words[i] = masks[i] == 0 ? 0 : ByteWords.longAt(in, at + 8 * i) & masks[i];
    }
    word0 = words[0];
    word1 = words[1];
    mask0 = masks[0];
    mask1 = masks[1];
  }

  boolean isAt(byte[] in, int at) {
    long differing =
        ((ByteWords.longAt(in, at) & mask0) ^ word0)
            | ((ByteWords.longAt(in, at + 8) & mask1) ^ word1);
    return differing == 0 && (size <= 16 || isRestAt(in, at));
  }

  private boolean isRestAt(byte[] in, int at) {
    return (((ByteWords.longAt(in, at + 16) & masks[2]) ^ words[2])
            | ((ByteWords.longAt(in, at + 24) & masks[3]) ^ words[3]))
        == 0;
  }

  void followedBy(KnownKey key) {
    nextButOne = next;
    next = key;
  }
}
