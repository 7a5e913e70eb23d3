package io.cairn.regex.guard;

import io.cairn.regex.CaseFolding;
import io.cairn.regex.guard.Tree.Place;
import java.util.Arrays;

/**
 * Runs code over a text, choice by choice, with its own stack; each operation is counted. What a
 * choice changed is undone from the same stack.
 */
final class Backtracker {

  private static final int PER_UNIT = 5;
  private static final int MAX_STACK = 3_000_000;

  /** A larger stack is not kept for the next search. */
  private static final int KEPT = 8_192;

  private final Code code;
  private final String text;
  private final Budget budget;

  /** Where groups begin and end, then the registers. */
  private final int[] slots;

  private final int registers;

  /** Choices as (pc, place), undone slots as (-1 - slot, value). */
  private int[] stack;

  private int top;
  private int operations;

  /** Where a look behind has to end. */
  private int target;

  Backtracker(Code code, int groups, String text, Budget budget) {
    this.code = code;
    this.text = text;
    this.budget = budget;
    if (budget.stack.length == 0) {
      budget.stack = new int[64];
    }
    this.stack = budget.stack;
    this.slots = new int[groups * 2 + 2 + code.registers];
    this.registers = groups * 2 + 2;
  }

  /** The slots of the match that starts first at or behind a place, or false. */
  boolean find(int from) {
    for (int start = from; start <= text.length(); start++) {
      boolean inside =
          start > 0
              && start < text.length()
              && Character.isLowSurrogate(text.charAt(start))
              && Character.isHighSurrogate(text.charAt(start - 1));
      if (!inside) {
        Arrays.fill(slots, -1);
        top = 0;
        int end = run(code.start, start);
        if (end >= 0) {
          slots[0] = start;
          slots[1] = end;
          settle();
          return true;
        }
      }
    }
    settle();
    return false;
  }

  int slot(int number) {
    return slots[number];
  }

  private void settle() {
    budget.spend(operations / PER_UNIT);
    operations %= PER_UNIT;
  }

  /** Where a part that begins at an instruction ends, or -1; its own choices are gone then. */
  private int run(int entry, int from) {
    int base = top;
    int pc = entry;
    int at = from;
    while (true) {
      if (++operations >= 1_024 * PER_UNIT) {
        settle();
      }
      boolean ok = true;
      switch (code.op[pc]) {
        case Code.CHARS -> {
          if (at < text.length()) {
            int c = text.codePointAt(at);
            ok = code.sets[pc].has(c);
            at += Character.charCount(c);
          } else {
            ok = false;
          }
        }
        case Code.SPLIT -> push(code.other[pc], at);
        case Code.SAVE -> set(code.argument[pc], at);
        case Code.MARK -> set(registers + code.argument[pc], at);
        case Code.STUCK -> {
          if (slots[registers + code.argument[pc]] == at) {
            pc = code.other[pc];
            continue;
          }
        }
        case Code.PLACE -> ok = holds(code.places[pc], at);
        case Code.BACK -> {
          at = back(pc, at);
          ok = at >= 0;
        }
        case Code.ATOMIC -> {
          at = alone(code.other[pc], at);
          ok = at >= 0;
        }
        case Code.AHEAD -> ok = look(pc, at);
        case Code.BEHIND -> ok = lookBehind(pc, at);
        case Code.END -> {
          if (code.argument[pc] == 0 || at == target) {
            return at;
          }
          ok = false;
        }
        default -> {
          return at;
        }
      }
      if (ok) {
        pc = code.next[pc];
        continue;
      }
      while (top > base && stack[top - 2] < 0) {
        undo();
      }
      if (top == base) {
        return -1;
      }
      pc = stack[top - 2];
      at = stack[top - 1];
      top -= 2;
    }
  }

  private void push(int first, int second) {
    if (top + 2 > stack.length) {
      if (top > MAX_STACK) {
        budget.spend(Integer.MAX_VALUE);
      }
      stack = Arrays.copyOf(stack, top * 2);
      if (top <= KEPT) {
        budget.stack = stack;
      }
    }
    stack[top++] = first;
    stack[top++] = second;
  }

  private void set(int slot, int value) {
    push(-1 - slot, slots[slot]);
    slots[slot] = value;
  }

  private void undo() {
    slots[-1 - stack[top - 2]] = stack[top - 1];
    top -= 2;
  }

  /** A part on its own: its choices are dropped, what it set stays and can be undone. */
  private int alone(int entry, int at) {
    int base = top;
    int end = run(entry, at);
    int kept = base;
    for (int i = base; i < top; i += 2) {
      if (stack[i] < 0) {
        stack[kept] = stack[i];
        stack[kept + 1] = stack[i + 1];
        kept += 2;
      }
    }
    top = kept;
    return end;
  }

  private boolean look(int pc, int at) {
    boolean negative = code.argument[pc] == 1;
    return settleLook(top, alone(code.other[pc], at) >= 0, negative);
  }

  /** What a negative look-around set inside is undone. */
  private boolean settleLook(int base, boolean found, boolean negative) {
    while (negative && top > base) {
      undo();
    }
    return found != negative;
  }

  private boolean lookBehind(int pc, int at) {
    boolean negative = (code.argument[pc] & 1) == 1;
    int lengths = code.argument[pc] >> 1;
    int outer = target;
    int base = top;
    target = at;
    boolean found = false;
    int place = at;
    for (int length = 0; length <= code.other[lengths] && !found && place >= 0; length++) {
      if (length >= code.next[lengths]) {
        found = alone(code.other[pc], place) >= 0;
      }
      place = place == 0 ? -1 : text.offsetByCodePoints(place, -1);
    }
    target = outer;
    return settleLook(base, found, negative);
  }

  /** Behind the text of a group where it stands again, or -1. */
  private int back(int pc, int at) {
    int start = slots[code.argument[pc] * 2];
    int end = slots[code.argument[pc] * 2 + 1];
    int length = end - start;
    if (start < 0 || end < 0 || at + length > text.length()) {
      return -1;
    }
    operations += length;
    if (code.other[pc] == 0) {
      return text.regionMatches(start, text, at, length) ? at + length : -1;
    }
    for (int i = 0; i < length; i++) {
      int one = CaseFolding.fold(text.charAt(start + i));
      if (one != CaseFolding.fold(text.charAt(at + i))) {
        return -1;
      }
    }
    return at + length;
  }

  private boolean holds(Place place, int at) {
    return switch (place) {
      case TEXT_START -> at == 0;
      case TEXT_END -> at == text.length();
      case LINE_START -> at == 0 || text.charAt(at - 1) == '\n';
      case LINE_END -> at == text.length() || text.charAt(at) == '\n';
      case WORD -> wordBefore(at) != wordAfter(at);
      case NOT_WORD -> wordBefore(at) == wordAfter(at);
    };
  }

  private boolean wordBefore(int at) {
    return at > 0 && CharSet.WORD.has(text.codePointBefore(at));
  }

  private boolean wordAfter(int at) {
    return at < text.length() && CharSet.WORD.has(text.codePointAt(at));
  }
}
