package io.cairn.sigma.engine;

import io.cairn.sigma.engine.SlotTest.ValueTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of judging one event: what was captured and which predicates are decided. Belongs to
 * one thread.
 */
final class Evaluation {
  private static final int MAX_VALUES = 10;
  private static final int MAX_VALUE_LENGTH = 1_024;

  private final Compiled compiled;
  private final Leaves leaves;
  private final EventScanner scanner;
  private final Candidates candidates;

  /**
   * Per predicate, twice the event's number plus the result, so that nothing is cleared between
   * events.
   */
  private final long[] decided;

  private long epoch;
  private long decisions;

  Evaluation(Compiled compiled) {
    this.compiled = compiled;
    this.leaves = new Leaves(compiled.fields().slots());
    this.scanner = new EventScanner(compiled.fields(), leaves);
    this.candidates = new Candidates(compiled.rules().size());
    this.decided = new long[compiled.tests().size()];
  }

  /** Reads an event and finds the rules worth a look, in their order. */
  Candidates open(byte[] event, int offset, int length) {
    scanner.scan(event, offset, length);
    epoch++;
    candidates.clear();
    compiled.index().wake(leaves, candidates);
    candidates.sort();
    return candidates;
  }

  boolean holds(int predicate) {
    long known = decided[predicate];
    if (known >>> 1 == epoch) {
      return (known & 1) != 0;
    }
    boolean result = compiled.tests().get(predicate).holds(leaves);
    decided[predicate] = epoch << 1 | (result ? 1 : 0);
    decisions++;
    return result;
  }

  /** How many predicates were computed, over all events. */
  long decisions() {
    return decisions;
  }

  /** The values that made a matching rule true. */
  Map<String, List<String>> evidence(CompiledRule rule) {
    Map<String, List<String>> evidence = new LinkedHashMap<>();
    collect(rule.node(), true, evidence);
    return evidence;
  }

  private void collect(Node node, boolean positive, Map<String, List<String>> evidence) {
    switch (node) {
      case Node.Test(int predicate) -> {
        if (positive && holds(predicate)) {
          values(compiled.tests().get(predicate), evidence);
        }
      }
      case Node.Not(Node operand) -> collect(operand, !positive, evidence);
      case Node.And(List<Node> operands) ->
          operands.forEach(each -> collectTrue(each, positive, evidence));
      case Node.Or(List<Node> operands) ->
          operands.forEach(each -> collectTrue(each, positive, evidence));
    }
  }

  /** A branch that did not hold is no evidence, whatever single tests in it did. */
  private void collectTrue(Node node, boolean positive, Map<String, List<String>> evidence) {
    if (node.holds(this) == positive) {
      collect(node, positive, evidence);
    }
  }

  private void values(SlotTest test, Map<String, List<String>> evidence) {
    int slot = test.slot();
    for (int leaf = leaves.first(slot); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
      boolean accepted = leaves.type(leaf) != Leaves.NULL && !(test instanceof SlotTest.IsNull);
      if (accepted && (!(test instanceof ValueTest value) || value.accepts(leaves, leaf))) {
        List<String> values =
            evidence.computeIfAbsent(compiled.nameOf(slot), _ -> new ArrayList<>());
        String text = cut(leaves.text(leaf));
        if (values.size() < MAX_VALUES && !values.contains(text)) {
          values.add(text);
        }
      }
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_VALUE_LENGTH) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(MAX_VALUE_LENGTH - 1))
            ? MAX_VALUE_LENGTH - 1
            : MAX_VALUE_LENGTH;
    return text.substring(0, end);
  }
}
