package io.cairn.regex;

import io.cairn.regex.Node.Boundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An automaton over bytes. An instruction consumes a byte in {@code low..high}, forks, tests a
 * place, or accepts; bounded by {@link #MAX_SIZE}, so that one step costs at most that many
 * operations.
 */
final class Program {
  static final int MAX_SIZE = 20_000;

  static final byte BYTES = 0;
  static final byte FORK = 1;
  static final byte ASSERTION = 2;
  static final byte ACCEPT = 3;

  byte[] kind = new byte[64];
  int[] next = new int[64];

  /**
   * FORK: the other branch. BYTES: low and high as {@code low << 8 | high}. ASSERTION: the
   * boundary's ordinal.
   */
  int[] operand = new int[64];

  private final List<Boundary> boundaries = new ArrayList<>();
  private int size;
  private int start;

  int add(byte instruction, int follow, int argument) {
    if (size == MAX_SIZE) {
      throw new RegexSyntaxException("the pattern is too large: lower its repetitions", 0);
    }
    if (size == kind.length) {
      kind = Arrays.copyOf(kind, size * 2);
      next = Arrays.copyOf(next, size * 2);
      operand = Arrays.copyOf(operand, size * 2);
    }
    kind[size] = instruction;
    next[size] = follow;
    operand[size] = argument;
    return size++;
  }

  int size() {
    return size;
  }

  int start() {
    return start;
  }

  void start(int pc) {
    this.start = pc;
  }

  int indexOf(Boundary boundary) {
    if (!boundaries.contains(boundary)) {
      boundaries.add(boundary);
    }
    return boundaries.indexOf(boundary);
  }

  boolean holds(int pc, Context before, Context after) {
    return holds(boundaries.get(operand[pc]), before, after);
  }

  boolean accepts(int pc, int value) {
    return value >= operand[pc] >>> 8 && value <= (operand[pc] & 0xFF);
  }

  boolean hasAssertions() {
    for (int pc = 0; pc < size; pc++) {
      if (kind[pc] == ASSERTION) {
        return true;
      }
    }
    return false;
  }

  /**
   * Numbers the bytes that no instruction tells apart alike; places that an assertion looks at
   * count too.
   */
  int[] byteClasses() {
    boolean[] startsClass = new boolean[257];
    for (int pc = 0; pc < size; pc++) {
      if (kind[pc] == BYTES) {
        startsClass[operand[pc] >>> 8] = true;
        startsClass[(operand[pc] & 0xFF) + 1] = true;
      }
    }
    if (hasAssertions()) {
      for (int b = 1; b < 256; b++) {
        startsClass[b] |= Context.of(b) != Context.of(b - 1);
      }
    }
    int[] classes = new int[256];
    for (int b = 1; b < 256; b++) {
      classes[b] = classes[b - 1] + (startsClass[b] ? 1 : 0);
    }
    return classes;
  }

  /** What an assertion needs to know of the byte on one side of a place. */
  enum Context {
    EDGE,
    LINE_FEED,
    WORD,
    /** A byte that continues a code point: the place before it is no place between code points. */
    INSIDE,
    OTHER;

    static Context of(int value) {
      if (value == '\n') {
        return LINE_FEED;
      }
      if (value >= 0x80 && value < 0xC0) {
        return INSIDE;
      }
      int lower = value | 0x20;
      boolean word =
          (value >= '0' && value <= '9')
              || (lower >= 'a' && lower <= 'z' && value < 0x80)
              || value == '_';
      return word ? WORD : OTHER;
    }
  }

  private static boolean holds(Boundary boundary, Context before, Context after) {
    return switch (boundary) {
      case TEXT_START -> before == Context.EDGE;
      case TEXT_END -> after == Context.EDGE;
      case LINE_START -> before == Context.EDGE || before == Context.LINE_FEED;
      case LINE_END -> after == Context.EDGE || after == Context.LINE_FEED;
      case WORD -> (before == Context.WORD) != (after == Context.WORD);
      case NOT_WORD ->
          after != Context.INSIDE && (before == Context.WORD) == (after == Context.WORD);
    };
  }
}
