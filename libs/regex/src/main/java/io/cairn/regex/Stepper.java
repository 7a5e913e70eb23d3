package io.cairn.regex;

import io.cairn.regex.Program.Context;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Moves a set of instructions over one byte. Holds working memory, so each thread needs its own.
 */
final class Stepper {
  private static final int END = -1;

  private final Program program;
  private final boolean anchored;
  private final int[] stack;
  private final int[] seen;
  private final int[] reached;
  private int epoch;

  Stepper(Program program, boolean anchored) {
    this.program = program;
    this.anchored = anchored;
    this.stack = new int[program.size() * 2 + 2];
    this.seen = new int[program.size()];
    this.reached = new int[program.size()];
  }

  int[] initial() {
    return new int[] {program.start()};
  }

  /**
   * The sorted set behind the byte, or null when the set accepted before it; {@code value} -1 is
   * the text's end.
   */
  int @Nullable [] step(int[] set, Context before, int value) {
    Context after = value == END ? Context.EDGE : Context.of(value);
    epoch++;
    int closed = close(set, before, after);
    if (closed < 0) {
      return null;
    }
    epoch++;
    int size = 0;
    for (int i = 0; i < closed; i++) {
      int pc = reached[i];
      if (value != END && program.accepts(pc, value) && seen[program.next[pc]] != epoch) {
        seen[program.next[pc]] = epoch;
        stack[size++] = program.next[pc];
      }
    }
    if (!anchored && value != END && seen[program.start()] != epoch) {
      stack[size++] = program.start();
    }
    int[] next = Arrays.copyOf(stack, size);
    Arrays.sort(next);
    return next;
  }

  /**
   * Follows forks and assertions; the consuming instructions reached go to {@code reached}; -1 for
   * acceptance.
   */
  private int close(int[] set, Context before, Context after) {
    int count = 0;
    for (int root : set) {
      int top = push(root, 0);
      while (top > 0) {
        int pc = stack[--top];
        switch (program.kind[pc]) {
          case Program.ACCEPT -> {
            return END;
          }
          case Program.BYTES -> reached[count++] = pc;
          case Program.FORK -> top = push(program.operand[pc], push(program.next[pc], top));
          default -> {
            if (program.holds(pc, before, after)) {
              top = push(program.next[pc], top);
            }
          }
        }
      }
    }
    return count;
  }

  private int push(int pc, int top) {
    if (seen[pc] == epoch) {
      return top;
    }
    seen[pc] = epoch;
    stack[top] = pc;
    return top + 1;
  }
}
