package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.syntax.Node.Place;

/** A named rule. */
record RuleCode(String name, GroupCode[] conditions, BlockCode block, Place place) {

  GuardStatus run(Run run, Scope document, String file) {
    var findings = run.findings();
    if (findings != null) {
      findings.startRule(name);
    }
    try {
      return body(run, document);
    } catch (GuardEvaluationException error) {
      throw error.at(file, place.line(), place.column());
    }
  }

  GuardStatus body(Run run, Scope document) {
    if (conditions.length > 0 && !run.passes(conditions, 0, document)) {
      return GuardStatus.SKIP;
    }
    return block.run(run, document);
  }
}
