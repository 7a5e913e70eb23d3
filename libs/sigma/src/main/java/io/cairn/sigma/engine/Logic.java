package io.cairn.sigma.engine;

import java.util.Arrays;
import java.util.List;

/**
 * The logic of all rules as jumps, each rule's in one stretch: per test its number and where to go
 * when it holds and when not. A rule whose shared parts would multiply beyond measure stays a tree.
 */
final class Logic {
  private static final int STEP = 3;
  private static final int TRUE = -1;
  private static final int FALSE = -2;
  private static final int TREE = -1;
  private static final int MAX_STEPS = 512;

  private final List<CompiledRule> rules;
  private final int[] starts;
  private int[] code = new int[1_024];
  private int size;

  Logic(List<CompiledRule> rules) {
    this.rules = rules;
    starts = new int[rules.size()];
    for (int rule = 0; rule < starts.length; rule++) {
      Node node = rules.get(rule).node();
      starts[rule] = node.steps() > MAX_STEPS ? TREE : write(node, TRUE, FALSE);
    }
    code = Arrays.copyOf(code, size);
  }

  boolean holds(int rule, Evaluation evaluation) {
    int at = starts[rule];
    if (at == TREE) {
      return rules.get(rule).node().holds(evaluation);
    }
    while (at >= 0) {
      at = code[evaluation.holds(code[at]) ? at + 1 : at + 2];
    }
    return at == TRUE;
  }

  /** Writes a node's steps behind what is written; returns where they begin. */
  private int write(Node node, int whenTrue, int whenFalse) {
    return switch (node) {
      case Node.Test(int test) -> step(test, whenTrue, whenFalse);
      case Node.Not(Node operand) -> write(operand, whenFalse, whenTrue);
      case Node.And(Node[] operands, int _) -> {
        int start = size;
        for (int i = 0; i < operands.length; i++) {
          boolean last = i == operands.length - 1;
          int behind = size + STEP * operands[i].steps();
          write(operands[i], last ? whenTrue : behind, whenFalse);
        }
        yield start;
      }
      case Node.Or(Node[] operands, int _) -> {
        int start = size;
        for (int i = 0; i < operands.length; i++) {
          boolean last = i == operands.length - 1;
          int behind = size + STEP * operands[i].steps();
          write(operands[i], whenTrue, last ? whenFalse : behind);
        }
        yield start;
      }
    };
  }

  private int step(int test, int whenTrue, int whenFalse) {
    if (size + STEP > code.length) {
      code = Arrays.copyOf(code, code.length * 2);
    }
    code[size] = test;
    code[size + 1] = whenTrue;
    code[size + 2] = whenFalse;
    size += STEP;
    return size - STEP;
  }
}
