package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardFinding;
import io.cairn.guard.GuardResult;
import io.cairn.guard.GuardResult.RuleResult;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.Limits;
import io.cairn.guard.finding.FindingCollector;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule file as code. Immutable and shared between threads. */
public final class CompiledFile {

  private final Code code;

  private CompiledFile(Code code) {
    this.code = code;
  }

  /** Compiles a file that stands alone. */
  public static CompiledFile of(String name, Node.Program program, boolean exactKeys) {
    return of(name, program, exactKeys, new Sharing(exactKeys));
  }

  static CompiledFile of(String name, Node.Program program, boolean exactKeys, Sharing sharing) {
    return new CompiledFile(Compiler.compile(name, program, exactKeys, sharing));
  }

  /** The status of every rule on a document. */
  public GuardResult evaluate(Value root, Bindings parameters, Limits limits) {
    return evaluate(new Run(root, limits), parameters, limits, null);
  }

  /** Why rules fail on a document, in the order of the text. */
  public List<GuardFinding> findings(Value root, Bindings parameters, Limits limits) {
    var run = new Run(root, limits);
    run.document(root, false);
    var collector = new FindingCollector(root, parameters.values(), run.functions().parsed());
    evaluate(run, parameters, limits, collector);
    return collector.all().stream().sorted(Comparator.comparingInt(GuardFinding::line)).toList();
  }

  private GuardResult evaluate(
      Run run, Bindings parameters, Limits limits, @Nullable FindingCollector collector) {
    var document = run.start(code, parameters, limits, collector);
    var results = new ArrayList<RuleResult>(code.rules().length);
    var whole = GuardStatus.SKIP;
    try {
      for (var rule : code.rules()) {
        var status = rule.run(run, document, code.name());
        results.add(new RuleResult(rule.name(), status));
        whole = worse(whole, status);
      }
    } catch (StackOverflowError tooDeep) {
      throw deepStack();
    }
    return new GuardResult(whole, results, run.undecided(), run.used());
  }

  /** The status of the whole file; the run was turned to the document before. */
  GuardStatus judge(Run run, Bindings parameters, Limits limits) {
    var document = run.start(code, parameters, limits, null);
    var whole = GuardStatus.SKIP;
    try {
      for (var rule : code.rules()) {
        whole = worse(whole, rule.run(run, document, code.name()));
      }
    } catch (StackOverflowError tooDeep) {
      throw deepStack();
    }
    return whole;
  }

  private static GuardStatus worse(GuardStatus one, GuardStatus other) {
    return GuardStatus.all(
        one == GuardStatus.FAIL || other == GuardStatus.FAIL,
        one == GuardStatus.PASS || other == GuardStatus.PASS);
  }

  private GuardEvaluationException deepStack() {
    // The bounds on depth keep ordinary stacks safe; a caller's own may be nearly used up.
    return GuardEvaluationException.of(code.name() + " needs a deeper stack than this thread has");
  }
}
