package io.cairn.sigma.engine;

import io.cairn.sigma.MatchSink;
import io.cairn.sigma.RuleMatch;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.expression.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Rules ready to judge events; shared by all threads, with a few evaluations kept for reuse. */
public final class Compiled {
  private static final int KEPT_EVALUATIONS = 16;

  private final Fields fields;
  private final List<SlotTest> tests;
  private final List<CompiledRule> rules;
  private final RuleIndex index;
  private final BlockingQueue<Evaluation> idle = new ArrayBlockingQueue<>(KEPT_EVALUATIONS);

  Compiled(Fields fields, List<SlotTest> tests, List<CompiledRule> rules, RuleIndex index) {
    this.fields = fields;
    this.tests = tests;
    this.rules = rules;
    this.index = index;
  }

  /** Compiles rules in their order. */
  public static Compiled of(List<SigmaRule> rules) {
    return new Compiler(rules).compile();
  }

  /** Judges one event; an evaluation that failed on one is still good for the next. */
  public void match(byte[] event, int offset, int length, MatchSink sink) {
    var matches = new ArrayList<RuleMatch>(0);
    Evaluation pooled = idle.poll();
    Evaluation evaluation = pooled == null ? new Evaluation(this) : pooled;
    try {
      Candidates candidates = evaluation.open(event, offset, length);
      for (int i = 0; i < candidates.count(); i++) {
        CompiledRule rule = rules.get(candidates.get(i));
        if (rule.node().holds(evaluation)) {
          matches.add(new RuleMatch(rule.rule(), evaluation.evidence(rule)));
        }
      }
    } finally {
      boolean kept = idle.offer(evaluation);
      assert kept || idle.remainingCapacity() == 0;
    }
    matches.forEach(
        sink::matched); // only now: an event that cannot be judged to its end matches nothing
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

  String nameOf(int slot) {
    List<FieldPath> paths = fields.paths();
    return slot < paths.size() ? paths.get(slot).name() : "keywords";
  }
}
