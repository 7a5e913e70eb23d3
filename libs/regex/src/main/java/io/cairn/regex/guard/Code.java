package io.cairn.regex.guard;

import io.cairn.regex.guard.Tree.Place;
import java.util.Arrays;

/** A pattern as instructions; at most {@link #MAX_SIZE} of them. */
final class Code {

  static final int MAX_SIZE = 12_000;

  static final byte CHARS = 0;

  /** Tries {@code next}, then {@code other}. */
  static final byte SPLIT = 1;

  static final byte SAVE = 2;
  static final byte PLACE = 3;
  static final byte BACK = 4;

  /** Runs a part on its own up to its END; {@code other} is where that begins. */
  static final byte ATOMIC = 5;

  static final byte AHEAD = 6;
  static final byte BEHIND = 7;
  static final byte END = 8;

  /** Remembers the place in a register. */
  static final byte MARK = 9;

  /** Goes to {@code other} if the place is still that of the register. */
  static final byte STUCK = 10;

  static final byte MATCH = 11;

  byte[] op = new byte[32];
  int[] next = new int[32];
  int[] other = new int[32];
  int[] argument = new int[32];
  CharSet[] sets = new CharSet[32];
  Place[] places = new Place[32];
  int size;
  int registers;
  int start;

  int add(byte operation, int follow, int second, int value) {
    if (size == MAX_SIZE) {
      throw new IllegalArgumentException("it is too large: lower its repetitions");
    }
    if (size == op.length) {
      op = Arrays.copyOf(op, size * 2);
      next = Arrays.copyOf(next, size * 2);
      other = Arrays.copyOf(other, size * 2);
      argument = Arrays.copyOf(argument, size * 2);
      sets = Arrays.copyOf(sets, size * 2);
      places = Arrays.copyOf(places, size * 2);
    }
    op[size] = operation;
    next[size] = follow;
    other[size] = second;
    argument[size] = value;
    return size++;
  }
}
