package io.cairn.sigma.engine;

import io.cairn.sigma.engine.Witness.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Literals by windows of four of their bytes, behind a bitmap that says no to most values. */
final class WindowTable {
  private static final int MULTIPLIER = 0x9E3779B1;
  private static final int MIN_BITS = 10;
  private static final int MAX_BITS = 17;

  /** A literal filed under the window that begins {@code offset} bytes into it. */
  private record Filed(byte[] literal, int offset, Anchor anchor, Target target) {
    int window() {
      return ByteWords.intAt(literal, offset);
    }

    boolean isAt(byte[] folded, int from, int to, int at) {
      int start = at - offset;
      int end = start + literal.length;
      return start >= from
          && end <= to
          && (anchor != Anchor.START || start == from)
          && (anchor != Anchor.END || end == to)
          && Arrays.equals(literal, 0, literal.length, folded, start, end);
    }
  }

  private final int stride;
  private final int shift;
  private final long[] bitmap;

  /** Windows by hash; where their literals begin and end in the arrays below. */
  private final int[] windows;

  private final int[] begins;
  private final int[] ends;

  /** Side by side, for a word more to tell most literals from the value before any is touched. */
  private final long[] words;

  private final long[] masks;
  private final Filed[] filed;

  private WindowTable(int stride, List<Filed> all) {
    this.stride = stride;
    int wanted = 32 - Integer.numberOfLeadingZeros(all.size() * 64);
    int bits = Math.clamp(wanted, MIN_BITS, MAX_BITS);
    shift = Integer.SIZE - bits;
    bitmap = new long[1 << (bits - 6)];
    int capacity = Integer.highestOneBit(all.size()) * 4;
    windows = new int[capacity];
    begins = new int[capacity];
    ends = new int[capacity];
    words = new long[all.size()];
    masks = new long[all.size()];
    filed = all.stream().sorted(Comparator.comparingInt(Filed::window)).toArray(Filed[]::new);
    for (int i = 0; i < filed.length; i++) {
      file(i);
    }
  }

  private void file(int index) {
    Filed entry = filed[index];
    byte[] padded = Arrays.copyOf(entry.literal(), entry.literal().length + Long.BYTES);
    int known = Math.min(Long.BYTES, entry.literal().length - entry.offset());
    masks[index] = known == Long.BYTES ? -1 : (1L << (8 * known)) - 1;
    words[index] = ByteWords.longAt(padded, entry.offset()) & masks[index];
    int bit = (entry.window() * MULTIPLIER) >>> shift;
    bitmap[bit >>> 6] |= 1L << bit;
    int at = place(entry.window());
    if (ends[at] == 0) {
      windows[at] = entry.window();
      begins[at] = index;
    }
    ends[at] = index + 1;
  }

  private int place(int window) {
    int at = ((window * MULTIPLIER) >>> 7) & (windows.length - 1);
    while (ends[at] != 0 && windows[at] != window) {
      at = (at + 1) & (windows.length - 1);
    }
    return at;
  }

  void scan(byte[] folded, int from, int to, Evaluation evaluation) {
    for (int at = from; at <= to - Integer.BYTES; at += stride) {
      int bit = (ByteWords.intAt(folded, at) * MULTIPLIER) >>> shift;
      if ((bitmap[bit >>> 6] >>> bit & 1) != 0) {
        look(folded, from, to, at, evaluation);
      }
    }
  }

  /** The word lies in the buffer even where the value ends: there is room behind. */
  private void look(byte[] folded, int from, int to, int at, Evaluation evaluation) {
    long word = ByteWords.longAt(folded, at);
    int place = place((int) word);
    int end = ends[place];
    for (int i = begins[place]; i < end; i++) {
      if ((word & masks[i]) == words[i] && filed[i].isAt(folded, from, to, at)) {
        evaluation.fire(filed[i].target());
      }
    }
  }

  /** Chooses windows. */
  static final class Draft {
    private final int stride;
    private final List<Filed> filed = new ArrayList<>();

    Draft(int stride) {
      this.stride = stride;
    }

    /**
     * Files the rarest windows: one at a multiple of the stride for a literal at the start, else as
     * many side by side as the stride, of which any place in a value meets one. Among equally rare
     * ones the last: the ends of values tell them apart.
     */
    void add(byte[] literal, Anchor anchor, Target target, WindowCounts counts) {
      boolean start = anchor == Anchor.START;
      int side = start ? 1 : stride;
      int best = 0;
      long fewest = Long.MAX_VALUE;
      for (int at = 0; at + side + Integer.BYTES - 1 <= literal.length; at += start ? stride : 1) {
        long count = 0;
        for (int i = at; i < at + side; i++) {
          count += counts.count(ByteWords.intAt(literal, i));
        }
        if (count <= fewest) {
          fewest = count;
          best = at;
        }
      }
      for (int i = best; i < best + side; i++) {
        filed.add(new Filed(literal, i, anchor, target));
      }
    }

    @Nullable WindowTable build() {
      return filed.isEmpty() ? null : new WindowTable(stride, filed);
    }
  }
}
