package io.cairn.eventstore.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the values of one attribute, event by event; not thread-safe. */
public final class ColumnBuilder {
  private final Map<Object, Integer> known = new HashMap<>();
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

  /** Adds a value; events come in order, an event's own values are distinct. */
  public void add(int event, String value) {
    Integer code = known.get(value);
    add(event, code == null ? learn(value, TermText.of(value)) : code);
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
    Integer[] order = new Integer[terms.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(terms.get(a), terms.get(b)));
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
