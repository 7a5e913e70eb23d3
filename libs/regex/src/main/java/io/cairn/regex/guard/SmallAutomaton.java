package io.cairn.regex.guard;

import io.cairn.regex.guard.Tree.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole automaton for ASCII texts, made when the pattern is compiled: one look-up per character,
 * nothing allocated, nothing left to grow. Only patterns of characters, repetitions and the ends of
 * the text have one, and only while it is small.
 */
final class SmallAutomaton {

  private static final int MAX_STATES = 96;
  private static final int MAX_CODE = 400;

  private static final int DEAD = -1;
  private static final int FOUND = -2;

  private final Code code;
  private final int[] classOf = new int[128];
  private int classes = 1;

  /** States by their instructions, each a character of the key; in order, as they were met. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final List<String> states = new ArrayList<>();
  private final boolean[] seen;
  private final int[] open;
  private short[] next = {};
  private boolean[] atEnd = {};

  private SmallAutomaton(Code code) {
    this.code = code;
    this.seen = new boolean[code.size];
    this.open = new int[code.size * 2 + 8];
  }

  /** The automaton, or null if the pattern has none that is small. */
  static @Nullable SmallAutomaton of(Code code) {
    if (code.size > MAX_CODE || !isRegular(code)) {
      return null;
    }
    var automaton = new SmallAutomaton(code);
    return automaton.build() ? automaton : null;
  }

  private static boolean isRegular(Code code) {
    for (int pc = 0; pc < code.size; pc++) {
      boolean regular =
          switch (code.op[pc]) {
            case Code.CHARS, Code.SPLIT, Code.SAVE, Code.MARK, Code.STUCK, Code.MATCH -> true;
            case Code.PLACE ->
                code.places[pc] == Place.TEXT_START || code.places[pc] == Place.TEXT_END;
            default -> false;
          };
      if (!regular) {
        return false;
      }
    }
    return true;
  }

  /** Whether the pattern occurs in ASCII bytes. */
  boolean find(byte[] text, int from, int to) {
    int state = 0;
    for (int i = from; i < to; i++) {
      state = next[state * classes + classOf[text[i]]];
      if (state < 0) {
        return state == FOUND;
      }
    }
    return atEnd[state];
  }

  /** Whether the pattern occurs in a text of ASCII characters. */
  boolean find(String text) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = next[state * classes + classOf[text.charAt(i)]];
      if (state < 0) {
        return state == FOUND;
      }
    }
    return atEnd[state];
  }

  private boolean build() {
    classify();
    var first = closure(Character.toString(code.start), true, false);
    if (first == null) {
      // It matches the empty text at the start: everywhere.
      classes = 1;
      Arrays.fill(classOf, 0);
      next = new short[] {FOUND};
      atEnd = new boolean[] {true};
      return true;
    }
    // The start has a number of its own: only there is the place of a ^.
    states.add(first);
    for (int state = 0; state < states.size(); state++) {
      if (states.size() > MAX_STATES) {
        return false;
      }
      row(state);
    }
    return true;
  }

  /** Characters that no instruction tells apart are one class. */
  private void classify() {
    for (int pc = 0; pc < code.size; pc++) {
      if (code.op[pc] == Code.CHARS) {
        split(code.sets[pc]);
      }
    }
  }

  private void split(CharSet set) {
    var parts = new int[classes * 2];
    int made = 0;
    for (int c = 0; c < 128; c++) {
      int part = classOf[c] * 2 + (set.has(c) ? 1 : 0);
      if (parts[part] == 0) {
        parts[part] = ++made;
      }
      classOf[c] = parts[part] - 1;
    }
    classes = made;
  }

  private void row(int state) {
    next = Arrays.copyOf(next, (state + 1) * classes);
    atEnd = Arrays.copyOf(atEnd, state + 1);
    atEnd[state] = closure(states.get(state), state == 0, true) == null;
    var done = new boolean[classes];
    for (int c = 0; c < 128; c++) {
      int of = classOf[c];
      if (!done[of]) {
        done[of] = true;
        next[state * classes + of] = (short) after(states.get(state), c);
      }
    }
  }

  private int after(String set, int c) {
    var moved = new StringBuilder();
    for (int i = 0; i < set.length(); i++) {
      int pc = set.charAt(i);
      if (code.op[pc] == Code.CHARS && code.sets[pc].has(c)) {
        moved.append((char) code.next[pc]);
      }
    }
    // A search may begin anywhere.
    moved.append((char) code.start);
    var closed = closure(moved.toString(), false, false);
    if (closed == null) {
      return FOUND;
    }
    return closed.isEmpty() ? DEAD : number(closed);
  }

  private int number(String set) {
    var known = numbers.putIfAbsent(set, states.size());
    if (known != null) {
      return known;
    }
    states.add(set);
    return states.size() - 1;
  }

  /** What can be reached without a character, or null if a match is among it. */
  private @Nullable String closure(String from, boolean atStart, boolean ends) {
    Arrays.fill(seen, false);
    int top = 0;
    for (int i = 0; i < from.length(); i++) {
      top = reach(from.charAt(i), top);
    }
    var set = new StringBuilder();
    while (top > 0) {
      int pc = open[--top];
      switch (code.op[pc]) {
        case Code.MATCH -> {
          return null;
        }
        case Code.CHARS -> set.append((char) pc);
        case Code.SPLIT, Code.STUCK -> top = reach(code.other[pc], reach(code.next[pc], top));
        case Code.PLACE -> {
          boolean start = code.places[pc] == Place.TEXT_START;
          if (start ? atStart : ends) {
            top = reach(code.next[pc], top);
          } else if (!start) {
            // Whether the text ends here is asked again when it does.
            set.append((char) pc);
          }
        }
        default -> top = reach(code.next[pc], top);
      }
    }
    var sorted = set.toString().toCharArray();
    Arrays.sort(sorted);
    return new String(sorted);
  }

  private int reach(int pc, int top) {
    if (seen[pc]) {
      return top;
    }
    seen[pc] = true;
    open[top] = pc;
    return top + 1;
  }
}
