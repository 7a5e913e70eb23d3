package io.cairn.eventstore.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of up to 65,536 events: the distinct values in order of their bytes, and for each
 * event the code of its value, from 1; 0 where it has none. Further values of an event that has
 * several are pairs beside it, in order of the events. Immutable.
 */
public final class Column {
  /** Most distinct values of one column. */
  public static final int MAX_TERMS = 65_535;

  private final byte[][] terms;
  private final Codes codes;
  private final int[] extraEvents;
  private final char[] extraCodes;

  Column(byte[][] terms, Codes codes, int[] extraEvents, char[] extraCodes) {
    this.terms = terms;
    this.codes = codes;
    this.extraEvents = extraEvents;
    this.extraCodes = extraCodes;
  }

  /** Number of events. */
  public int size() {
    return codes.size();
  }

  /** Number of distinct values; codes are 1 to this. */
  public int termCount() {
    return terms.length;
  }

  /** The value of a code. */
  public byte[] term(int code) {
    return terms[code - 1];
  }

  /** The code of a value, or 0 when no event has it. */
  public int code(byte[] term) {
    int found = Arrays.binarySearch(terms, term, Arrays::compareUnsigned);
    return found < 0 ? 0 : found + 1;
  }

  /** The code of an event's first value; 0 when it has none. */
  public int codeOf(int event) {
    return codes.get(event);
  }

  /** The first value of an event, or null. */
  public byte @Nullable [] valueOf(int event) {
    int code = codes.get(event);
    return code == 0 ? null : term(code);
  }

  /** The events from {@code from} on, {@code count} of them, that have this value. */
  public EventSet with(int code, int from, int count) {
    EventSet set = EventSet.none(count);
    if (code == 0) {
      return set;
    }
    codes.mark(code, from, count, set.words());
    for (int i = firstExtra(from); i < extraEvents.length && extraEvents[i] < from + count; i++) {
      if (extraCodes[i] == code) {
        set.add(extraEvents[i] - from);
      }
    }
    return set;
  }

  /**
   * Adds to {@code tally[code]} how many events of the set have each value, and to {@code tally[0]}
   * how many have none.
   */
  public void tally(EventSet set, int from, long[] tally) {
    for (int i = set.firstFrom(0); i >= 0; i = set.firstFrom(i + 1)) {
      tally[codes.get(from + i)]++;
    }
    int end = from + set.size();
    for (int i = firstExtra(from); i < extraEvents.length && extraEvents[i] < end; i++) {
      if (set.contains(extraEvents[i] - from)) {
        tally[extraCodes[i]]++;
      }
    }
  }

  /** The column of some of the events only, with the terms they have. */
  public Column slice(int from, int count) {
    char[] mine = new char[terms.length + 1];
    for (int i = 0; i < count; i++) {
      mine[codes.get(from + i)] = 1;
    }
    int extra = firstExtra(from);
    int extraEnd = firstExtra(from + count);
    for (int i = extra; i < extraEnd; i++) {
      mine[extraCodes[i]] = 1;
    }
    List<byte[]> kept = new ArrayList<>();
    for (int code = 1; code < mine.length; code++) {
      if (mine[code] != 0) {
        kept.add(term(code));
        mine[code] = (char) kept.size();
      }
    }
    mine[0] = 0;
    char[] sliced = new char[count];
    for (int i = 0; i < count; i++) {
      sliced[i] = mine[codes.get(from + i)];
    }
    int[] events = new int[extraEnd - extra];
    char[] more = new char[events.length];
    for (int i = 0; i < events.length; i++) {
      events[i] = extraEvents[extra + i] - from;
      more[i] = mine[extraCodes[extra + i]];
    }
    Codes narrowed = Codes.of(sliced, count, kept.size());
    return new Column(kept.toArray(new byte[0][]), narrowed, events, more);
  }

  /** Receives pairs of an event and a code. */
  public interface PairSink {
    /** One value of one event. */
    void pair(int event, int code);
  }

  /** Tells every value of every event; the first values first. */
  public void forEach(PairSink sink) {
    for (int event = 0; event < codes.size(); event++) {
      int code = codes.get(event);
      if (code != 0) {
        sink.pair(event, code);
      }
    }
    for (int i = 0; i < extraEvents.length; i++) {
      sink.pair(extraEvents[i], extraCodes[i]);
    }
  }

  /** Memory it takes, in bytes. */
  public int weight() {
    int weight = 96 + codes.weight() + extraEvents.length * 6;
    for (byte[] term : terms) {
      weight += term.length + 20;
    }
    return weight;
  }

  private int firstExtra(int event) {
    int low = 0;
    int high = extraEvents.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (extraEvents[middle] < event) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  byte[][] terms() {
    return terms;
  }

  Codes codes() {
    return codes;
  }

  int[] extraEvents() {
    return extraEvents;
  }

  char[] extraCodes() {
    return extraCodes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column that
        && Arrays.deepEquals(terms, that.terms)
        && codes.equals(that.codes)
        && Arrays.equals(extraEvents, that.extraEvents)
        && Arrays.equals(extraCodes, that.extraCodes);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(terms) * 31 + codes.hashCode();
  }
}
