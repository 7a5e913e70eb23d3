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
  static final byte STRING = 0;
  static final byte NUMBER = 1;
  static final byte BOOLEAN = 2;
  static final byte NULL = 3;
  static final byte OBJECT = 4;

  static final int NONE = -1;
  private static final int NOT_FOLDED = -2;
  private static final int RETAINED_BYTES = 1 << 20;

  private final int[] first;
  private final int[] last;
  private final boolean[] reached;
  private final int[] touched;
  private int touchedCount;

  private byte[] types = new byte[64];
  private boolean[] inScratch = new boolean[64];
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

  void add(int slot, byte type, boolean scratched, int offset, int length) {
    reach(slot);
    if (count == types.length) {
      grow();
    }
    types[count] = type;
    inScratch[count] = scratched;
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
    types = Arrays.copyOf(types, size);
    inScratch = Arrays.copyOf(inScratch, size);
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

  byte type(int leaf) {
    return types[leaf];
  }

  /** The array that holds the leaf's text. */
  byte[] bytes(int leaf) {
    return inScratch[leaf] ? scratch : event;
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
    return folded[leaf] == NONE ? bytes(leaf) : scratch;
  }

  int foldedOffset(int leaf) {
    return folded[leaf] == NONE ? offsets[leaf] : folded[leaf];
  }

  int foldedLength(int leaf) {
    return foldedLengths[leaf];
  }

  /** The text, with what UTF-8 cannot hold replaced. */
  String text(int leaf) {
    return new String(bytes(leaf), offsets[leaf], lengths[leaf], StandardCharsets.UTF_8);
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
    byte[] from = bytes(leaf);
    int start = offsets[leaf];
    int end = start + lengths[leaf];
    int at = start;
    while (at < end && from[at] >= 0 && !(from[at] >= 'A' && from[at] <= 'Z')) {
      at++;
    }
    if (at == end) {
      folded[leaf] = NONE;
      foldedLengths[leaf] = lengths[leaf];
      return;
    }
    reserve(2 * lengths[leaf] + 4); // a folding has at most three bytes where two stood
    from = bytes(leaf);
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

  /** Makes room behind what is used; {@link #scratch} may be another array afterwards. */
  void reserve(int bytes) {
    if (scratch.length - used < bytes) {
      scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, used + bytes));
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
