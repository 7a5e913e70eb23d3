package io.cairn.eventstore.column;

import java.util.Arrays;

/** A set of the events 0 to size-1 of a block or a chunk, one bit each; not thread-safe. */
public final class EventSet {
  private final long[] words;
  private final int size;

  private EventSet(int size, long[] words) {
    this.size = size;
    this.words = words;
  }

  /** The empty set. */
  public static EventSet none(int size) {
    return new EventSet(size, new long[(size + 63) >>> 6]);
  }

  /** The full set. */
  public static EventSet all(int size) {
    return none(size).complement();
  }

  /** How many events there are to be in it or not. */
  public int size() {
    return size;
  }

  long[] words() {
    return words;
  }

  /** Adds an event. */
  public void add(int event) {
    words[event >>> 6] |= 1L << event;
  }

  /** Takes an event out. */
  public void remove(int event) {
    words[event >>> 6] &= ~(1L << event);
  }

  /** Whether the event is in it. */
  public boolean contains(int event) {
    return (words[event >>> 6] & 1L << event) != 0;
  }

  /** Keeps what is in the other, too. */
  public EventSet and(EventSet other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= other.words[i];
    }
    return this;
  }

  /** Keeps what is not in the other. */
  public EventSet minus(EventSet other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~other.words[i];
    }
    return this;
  }

  /** Adds what is in the other. */
  public EventSet or(EventSet other) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= other.words[i];
    }
    return this;
  }

  /** Turns it into the set of all others. */
  public EventSet complement() {
    for (int i = 0; i < words.length; i++) {
      words[i] = ~words[i];
    }
    if ((size & 63) != 0) {
      words[words.length - 1] &= (1L << size) - 1;
    }
    return this;
  }

  /** Takes out everything from {@code from} on. */
  public void removeFrom(int from) {
    for (int i = from; i < size; i = (i | 63) + 1) {
      words[i >>> 6] &= (1L << i) - 1;
    }
  }

  /** Takes out everything before {@code to}. */
  public void removeBefore(int to) {
    int whole = to >>> 6;
    Arrays.fill(words, 0, whole, 0);
    if ((to & 63) != 0) {
      words[whole] &= -1L << to;
    }
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** How many events are in it. */
  public int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** The greatest event in it that is at most {@code from}; -1 when there is none. */
  public int lastUpTo(int from) {
    if (from < 0) {
      return -1;
    }
    int at = from >>> 6;
    long word = words[at] & (-1L >>> (63 - (from & 63)));
    while (word == 0) {
      if (--at < 0) {
        return -1;
      }
      word = words[at];
    }
    return (at << 6) + 63 - Long.numberOfLeadingZeros(word);
  }

  /** The least event in it that is at least {@code from}; -1 when there is none. */
  public int firstFrom(int from) {
    if (from >= size) {
      return -1;
    }
    int at = from >>> 6;
    long word = words[at] & (-1L << from);
    while (word == 0) {
      if (++at == words.length) {
        return -1;
      }
      word = words[at];
    }
    return (at << 6) + Long.numberOfTrailingZeros(word);
  }
}
