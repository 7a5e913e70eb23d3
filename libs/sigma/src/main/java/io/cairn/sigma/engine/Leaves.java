package io.cairn.sigma.engine;

import io.cairn.regex.CaseFolding;
import io.cairn.regex.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values captured from one event, by slot, in the event's order. Text lies in the event's own
 * bytes where it can, else in a scratch buffer. Belongs to one thread; reused for the next event.
 */
final class Leaves {
  static final int STRING = 0;
  static final int NUMBER = 1;
  static final int BOOLEAN = 2;
  static final int NULL = 3;
  static final int OBJECT = 4;

  /** The bits of a kind that are its type. */
  static final int TYPE = 7;

  /** The text is in the scratch buffer, not in the event. */
  static final int SCRATCHED = 8;

  /** The text is known to be all ASCII. */
  static final int ASCII = 16;

  /** A larger buffer is given back after its event. */
  static final int RETAINED_BYTES = 1 << 20;

  static final int NONE = -1;
  private static final int NOT_FOLDED = -2;

  private final int[] first;
  private final int[] last;
  private final boolean[] reached;
  private final int[] touched;
  private int touchedCount;

  private int[] kinds = new int[64];
  private int[] offsets = new int[64];
  private int[] lengths = new int[64];
  private int[] folded = new int[64];
  private int[] foldedLengths = new int[64];
  private int[] next = new int[64];
  private int count;
  private long pairs;

  private byte[] event = new byte[0];
  private byte[] scratch = new byte[1024];
  private int used;

  Leaves(int slots) {
    first = new int[slots];
    last = new int[slots];
    reached = new boolean[slots];
    touched = new int[slots];
    Arrays.fill(first, NONE);
  }

  void clear(byte[] nextEvent) {
    for (int i = 0; i < touchedCount; i++) {
      first[touched[i]] = NONE;
      reached[touched[i]] = false;
    }
    touchedCount = 0;
    count = 0;
    used = 0;
    pairs = 0;
    event = nextEvent;
    if (scratch.length > RETAINED_BYTES) {
      scratch = new byte[1024];
    }
  }

  /** Empties every slot but one. */
  void forgetFields(int keptSlot) {
    int kept = 0;
    for (int i = 0; i < touchedCount; i++) {
      int slot = touched[i];
      if (slot == keptSlot) {
        touched[kept++] = slot;
      } else {
        first[slot] = NONE;
        reached[slot] = false;
      }
    }
    touchedCount = kept;
  }

  /** Marks that the slot's key path is present. */
  void reach(int slot) {
    if (!reached[slot]) {
      reached[slot] = true;
      touched[touchedCount++] = slot;
    }
  }

  void add(int slot, int kind, int offset, int length) {
    reach(slot);
    if (count == kinds.length) {
      grow();
    }
    kinds[count] = kind;
    offsets[count] = offset;
    lengths[count] = length;
    folded[count] = NOT_FOLDED;
    next[count] = NONE;
    if (first[slot] == NONE) {
      first[slot] = count;
    } else {
      next[last[slot]] = count;
    }
    last[slot] = count++;
  }

  private void grow() {
    int size = count * 2;
    kinds = Arrays.copyOf(kinds, size);
    offsets = Arrays.copyOf(offsets, size);
    lengths = Arrays.copyOf(lengths, size);
    folded = Arrays.copyOf(folded, size);
    foldedLengths = Arrays.copyOf(foldedLengths, size);
    next = Arrays.copyOf(next, size);
  }

  void countPairs(long more) {
    pairs += more;
  }

  /** How many pairs of values were compared for this event. */
  long pairs() {
    return pairs;
  }

  int first(int slot) {
    return first[slot];
  }

  int next(int leaf) {
    return next[leaf];
  }

  boolean isReached(int slot) {
    return reached[slot];
  }

  int touchedCount() {
    return touchedCount;
  }

  int touched(int index) {
    return touched[index];
  }

  int type(int leaf) {
    return kinds[leaf] & TYPE;
  }

  /** The array that holds the leaf's text. */
  byte[] bytes(int leaf) {
    return (kinds[leaf] & SCRATCHED) != 0 ? scratch : event;
  }

  int offset(int leaf) {
    return offsets[leaf];
  }

  int length(int leaf) {
    return lengths[leaf];
  }

  /** The array that holds the leaf's folded text; asking makes it. */
  byte[] foldedBytes(int leaf) {
    if (folded[leaf] == NOT_FOLDED) {
      fold(leaf);
    }
    return scratch;
  }

  int foldedOffset(int leaf) {
    return folded[leaf];
  }

  int foldedLength(int leaf) {
    return foldedLengths[leaf];
  }

  /** The text, with what UTF-8 cannot hold replaced. */
  String text(int leaf) {
    return new String(bytes(leaf), offsets[leaf], lengths[leaf], StandardCharsets.UTF_8);
  }

  /** Whether the text is known to be ASCII, so that folding keeps its length. */
  boolean isAscii(int leaf) {
    return (kinds[leaf] & ASCII) != 0;
  }

  /** Whether the text is short and its first five bytes have a colon, as IPv6 addresses do. */
  boolean mayBeIpv6(int leaf) {
    byte[] in = bytes(leaf);
    int end = offsets[leaf] + Math.min(lengths[leaf], 5);
    for (int at = offsets[leaf]; at < end; at++) {
      if (in[at] == ':') {
        return lengths[leaf] <= 45;
      }
    }
    return false;
  }

  /**
   * The text when it is short and ASCII, as numbers, addresses and timestamps are; empty otherwise.
   */
  String shortText(int leaf, int limit) {
    return lengths[leaf] > limit
        ? ""
        : new String(bytes(leaf), offsets[leaf], lengths[leaf], StandardCharsets.ISO_8859_1);
  }

  private void fold(int leaf) {
    if ((kinds[leaf] & ASCII) == 0 || (kinds[leaf] & SCRATCHED) != 0) {
      foldAny(leaf);
      return;
    }
    folded[leaf] = fold(event, offsets[leaf], lengths[leaf]);
    foldedLengths[leaf] = lengths[leaf];
  }

  /** Writes ASCII folded to the scratch buffer and returns where it begins. */
  int fold(byte[] ascii, int from, int size) {
    reserve(size + Long.BYTES);
    int start = used;
    for (int i = 0; i < size; i += Long.BYTES) {
      ByteWords.put(scratch, start + i, ByteWords.fold(ByteWords.longAt(ascii, from + i)));
    }
    used = start + size;
    return start;
  }

  private void foldAny(int leaf) {
    reserve(2 * lengths[leaf] + 4); // a folding has at most three bytes where two stood
    byte[] from = bytes(leaf);
    int start = offsets[leaf];
    int end = start + lengths[leaf];
    int out = used;
    while (start < end) {
      int codePoint = Utf8.codePointAt(from, start);
      start += Utf8.sizeFromLead(from[start]);
      out = Utf8.put(CaseFolding.fold(codePoint), scratch, out);
    }
    folded[leaf] = used;
    foldedLengths[leaf] = out - used;
    used = out;
  }

  /**
   * Makes room behind what is used, with a word to spare; {@link #scratch} may be another array
   * afterwards.
   */
  void reserve(int bytes) {
    if (scratch.length - used < bytes + Long.BYTES) {
      scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, used + bytes + Long.BYTES));
    }
  }

  byte[] scratch() {
    return scratch;
  }

  int used() {
    return used;
  }

  void use(int end) {
    used = end;
  }
}
