package io.cairn.eventstore.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the values of one attribute, event by event; not thread-safe. */
public final class ColumnBuilder {
  private static final int RECENT = 256;

  private final Map<Object, Integer> known = new HashMap<>();

  /** The same object often comes again, as the scanner gives it: then nothing is compared. */
  private final @Nullable String[] recent = new @Nullable String[RECENT];

  private final char[] recentCodes = new char[RECENT];
  private final List<byte[]> terms = new ArrayList<>();
  private char[] codes;
  private int[] extraEvents = {};
  private char[] extraCodes = {};
  private int extras;

  /** For about {@code events} events; there may be more. */
  public ColumnBuilder(int events) {
    codes = new char[Math.max(16, events)];
  }

  /** Number of distinct values so far. */
  public int termCount() {
    return terms.size();
  }

  /** Adds a value, once to each event; events come in order. */
  @SuppressWarnings("ReferenceEquality") // a miss costs a look-up, no more
  public void add(int event, String value) {
    int slot = value.hashCode() & (RECENT - 1);
    if (recent[slot] != value) {
      Integer code = known.get(value);
      recentCodes[slot] = (char) (code == null ? learn(value, TermText.of(value)) : code);
      recent[slot] = value;
    }
    int code = recentCodes[slot];
    if (!has(event, code)) {
      add(event, code);
    }
  }

  private boolean has(int event, int code) {
    if (event >= codes.length || codes[event] == 0) {
      return false;
    }
    if (codes[event] == code) {
      return true;
    }
    for (int i = extras - 1; i >= 0 && extraEvents[i] == event; i--) {
      if (extraCodes[i] == code) {
        return true;
      }
    }
    return false;
  }

  /** Adds all values of another column, whose event 0 is event {@code first} here. */
  public void addAll(Column column, int first) {
    int[] mine = new int[column.termCount() + 1];
    for (int code = 1; code < mine.length; code++) {
      var term = new Term(column.term(code));
      Integer present = known.get(term);
      mine[code] = present == null ? learn(term, term.bytes()) : present;
    }
    for (int event = 0; event < column.size(); event++) {
      int code = column.codeOf(event);
      if (code != 0) {
        add(first + event, mine[code]);
      }
    }
    for (int i = 0; i < column.extraEvents().length; i++) {
      add(first + column.extraEvents()[i], mine[column.extraCodes()[i]]);
    }
  }

  private int learn(Object key, byte[] term) {
    if (terms.size() == Column.MAX_TERMS) {
      throw new IllegalStateException("more than " + Column.MAX_TERMS + " values in one column");
    }
    terms.add(term);
    known.put(key, terms.size());
    return terms.size();
  }

  private void add(int event, int code) {
    if (event >= codes.length) {
      codes = Arrays.copyOf(codes, Math.max(event + 1, codes.length * 2));
    }
    if (codes[event] == 0) {
      codes[event] = (char) code;
      return;
    }
    if (extras == extraEvents.length) {
      extraEvents = Arrays.copyOf(extraEvents, Math.max(64, extras * 2));
      extraCodes = Arrays.copyOf(extraCodes, Math.max(64, extras * 2));
    }
    extraEvents[extras] = event;
    extraCodes[extras++] = (char) code;
  }

  /** The column of {@code events} events; the builder is spent. */
  public Column build(int events) {
    int[] order = TermOrder.of(terms);
    byte[][] sorted = new byte[order.length][];
    char[] place = new char[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = terms.get(order[i]);
      place[order[i] + 1] = (char) (i + 1);
    }
    char[] placed = Arrays.copyOf(codes, events);
    for (int i = 0; i < events; i++) {
      placed[i] = place[placed[i]];
    }
    for (int i = 0; i < extras; i++) {
      extraCodes[i] = place[extraCodes[i]];
    }
    return new Column(
        sorted,
        Codes.of(placed, events, order.length),
        Arrays.copyOf(extraEvents, extras),
        Arrays.copyOf(extraCodes, extras));
  }

  /** The bytes of a value as a key. */
  private record Term(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Term that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}
