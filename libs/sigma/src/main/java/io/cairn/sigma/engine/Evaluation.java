package io.cairn.sigma.engine;

import io.cairn.sigma.engine.SlotTest.ValueTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of judging one event: what was captured and which predicates are decided. Belongs to
 * one thread.
 */
final class Evaluation {
  private static final int MAX_VALUES = 10;
  private static final int MAX_VALUE_LENGTH = 1_024;

  private final Compiled compiled;
  private final Leaves leaves;
  private final CompactScanner scanner;
  private final EventScanner thorough;
  private final SlotTest[] tests;
  private final Candidates candidates;

  private final Verdicts verdicts;
  private final @Nullable ValueMemo[] memos;
  private Target[] fired = new Target[16];
  private int firedCount;
  private int size;
  private boolean compact;
  private boolean keywordsCaptured;
  private boolean recording;
  private int[] matched = new int[16];
  private long decisions;

  Evaluation(Compiled compiled) {
    this.compiled = compiled;
    this.leaves = new Leaves(compiled.fields().slots());
    this.scanner = new CompactScanner(compiled.fields(), leaves);
    this.thorough = new EventScanner(compiled.fields(), leaves);
    this.tests = compiled.tests().toArray(SlotTest[]::new);
    this.candidates = new Candidates(compiled.rules().size());
    this.memos = new ValueMemo[compiled.fields().slots()];
    this.verdicts = new Verdicts(tests.length);
  }

  /** Reads an event and finds the rules worth a look, in their order. */
  Candidates open(byte[] event, int offset, int length) {
    compact = scanner.scan(event, offset, length);
    size = length;
    if (!compact) {
      thorough.scan(scanner.bytes(), 0, length);
    }
    keywordsCaptured = false;
    verdicts.clear(compiled.eager());
    candidates.clear();
    compiled.index().wake(leaves, this);
    compiled.index().wakeByKeywords(compiled.fields().keywordSlot(), this);
    return candidates;
  }

  /**
   * Judges an event to its end before anything is told: one that cannot be judged matches nothing.
   *
   * @return how many rules it matches
   */
  int judge(byte[] event, int offset, int length) {
    open(event, offset, length);
    Logic logic = compiled.logic();
    int count = 0;
    for (int rule = candidates.next(0); rule >= 0; rule = candidates.next(rule + 1)) {
      if (logic.holds(rule, this)) {
        if (count == matched.length) {
          matched = Arrays.copyOf(matched, count * 2);
        }
        matched[count++] = rule;
      }
    }
    return count;
  }

  /** The number of a rule that the event judged last matches. */
  int matched(int index) {
    return matched[index];
  }

  /** Looks a value up in its field's literals, or remembers what came of it. */
  void scan(int slot, int leaf, LiteralFilter parts) {
    int from = leaves.offset(leaf);
    int to = from + leaves.length(leaf);
    ValueMemo memo = memos[slot];
    if (memo == null) {
      memo = new ValueMemo();
      memos[slot] = memo;
    }
    if (!memo.isAwake()) {
      parts.scan(leaves, leaf, this);
      return;
    }
    int hash = ByteWords.hash(leaves.bytes(leaf), from, to);
    Target[] known = memo.find(leaves.bytes(leaf), from, to, hash);
    if (known != null) {
      for (Target target : known) {
        fire(target);
      }
      return;
    }
    firedCount = 0;
    recording = true;
    parts.scan(leaves, leaf, this);
    recording = false;
    memo.keep(leaves.bytes(leaf), from, to, hash, fired, firedCount);
  }

  private void record(Target target) {
    if (firedCount == fired.length) {
      fired = Arrays.copyOf(fired, firedCount * 2);
    }
    fired[firedCount++] = target;
  }

  /** Takes note of a witness that was seen. */
  void fire(Target target) {
    if (recording) {
      record(target);
    }
    if (target.test() != Target.NO_TEST) {
      verdicts.decide(target.test(), true);
    }
    for (int i = 0; i < target.count(); i++) {
      candidates.wake(target.rule(i));
    }
  }

  boolean holds(int test) {
    return verdicts.isDecided(test) ? verdicts.holds(test) : decide(test);
  }

  /**
   * Looks for literals in the event as it stands, keys and all, or value by value where it has
   * escapes or letters beyond ASCII.
   */
  void scanKeywords(int slot, LiteralFilter parts) {
    if (compact && scanner.isPlain()) {
      int from = leaves.fold(scanner.bytes(), 0, size);
      parts.scan(leaves.scratch(), from, from + size, this);
      return;
    }
    captureKeywords(slot);
    for (int leaf = leaves.first(slot); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
      parts.scan(leaves, leaf, this);
    }
  }

  private void captureKeywords(int slot) {
    if (keywordsCaptured) {
      return;
    }
    keywordsCaptured = true;
    if (!compact || !scanner.scanKeywords(slot)) {
      thorough.scanKeywords(scanner.bytes(), size, slot);
    }
  }

  private boolean decide(int test) {
    if (tests[test].slot() == compiled.fields().keywordSlot()) {
      captureKeywords(tests[test].slot());
    }
    boolean holds = tests[test].holds(leaves);
    verdicts.decide(test, holds);
    decisions++;
    return holds;
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
          values(tests[predicate], evidence);
        }
      }
      case Node.Not(Node operand) -> collect(operand, !positive, evidence);
      case Node.And(Node[] operands, int _) -> collectTrue(operands, positive, evidence);
      case Node.Or(Node[] operands, int _) -> collectTrue(operands, positive, evidence);
    }
  }

  /** A branch that did not hold is no evidence, whatever single tests in it did. */
  private void collectTrue(Node[] operands, boolean positive, Map<String, List<String>> evidence) {
    for (Node operand : operands) {
      if (operand.holds(this) == positive) {
        collect(operand, positive, evidence);
      }
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
