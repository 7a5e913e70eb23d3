package io.cairn.sigma.engine;

import io.cairn.sigma.MatchSink;
import io.cairn.sigma.RuleMatch;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.expression.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Rules ready to judge events; shared by all threads, with a few evaluations kept for reuse. */
public final class Compiled {
  private final Fields fields;
  private final List<SlotTest> tests;
  private final List<CompiledRule> rules;
  private final RuleIndex index;
  private final Logic logic;
  private final long[] eager;
  private final EvaluationPool pool = new EvaluationPool(this);

  Compiled(
      Fields fields,
      List<SlotTest> tests,
      List<CompiledRule> rules,
      RuleIndex index,
      long[] eager) {
    this.fields = fields;
    this.tests = tests;
    this.rules = rules;
    this.index = index;
    this.logic = new Logic(rules);
    this.eager = eager;
  }

  /** Compiles rules in their order, for a stream that looks like these events. */
  public static Compiled of(List<SigmaRule> rules, List<byte[]> sample) {
    return new Compiler(rules).compile(sample);
  }

  /** What rules are expected to cost on such a stream. */
  public static Efforts efforts(List<SigmaRule> rules, List<byte[]> sample) {
    return new Compiler(rules).efforts(sample);
  }

  /** Judges one event; an evaluation that failed on one is still good for the next. */
  public void match(byte[] event, int offset, int length, MatchSink sink) {
    var matches = new ArrayList<RuleMatch>(0);
    Evaluation evaluation = pool.take();
    try {
      int count = evaluation.judge(event, offset, length);
      for (int i = 0; i < count; i++) {
        CompiledRule rule = rules.get(evaluation.matched(i));
        matches.add(new RuleMatch(rule.rule(), evaluation.evidence(rule)));
      }
    } finally {
      pool.giveBack(evaluation);
    }
    matches.forEach(sink::matched);
  }

  /** Judges one event and tells the numbers of the rules it matches. */
  public int matchIds(byte[] event, int offset, int length, IntConsumer sink) {
    Evaluation evaluation = pool.take();
    try {
      int count = evaluation.judge(event, offset, length);
      for (int i = 0; i < count; i++) {
        sink.accept(evaluation.matched(i));
      }
      return count;
    } finally {
      pool.giveBack(evaluation);
    }
  }

  Fields fields() {
    return fields;
  }

  List<SlotTest> tests() {
    return tests;
  }

  List<CompiledRule> rules() {
    return rules;
  }

  RuleIndex index() {
    return index;
  }

  /** A bit for each test that holds just where the index has seen it. */
  long[] eager() {
    return eager;
  }

  Logic logic() {
    return logic;
  }

  String nameOf(int slot) {
    List<FieldPath> paths = fields.paths();
    return slot < paths.size() ? paths.get(slot).name() : "keywords";
  }
}
