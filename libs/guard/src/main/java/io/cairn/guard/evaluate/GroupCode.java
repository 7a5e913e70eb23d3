package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardStatus;
import org.jspecify.annotations.Nullable;

/** Alternatives joined by {@code or}. */
record GroupCode(ClauseCode[] alternatives, @Nullable String message) {

  GuardStatus run(Run run, Scope scope) {
    if (alternatives.length == 1) {
      return clause(alternatives[0], run, scope);
    }
    var findings = run.findings();
    int mark = findings == null ? 0 : findings.mark();
    boolean failed = false;
    for (var alternative : alternatives) {
      var status = clause(alternative, run, scope);
      if (status == GuardStatus.PASS) {
        if (findings != null) {
          findings.cut(mark);
        }
        return status;
      }
      failed |= status == GuardStatus.FAIL;
    }
    if (findings != null) {
      findings.join(mark, message);
    }
    return failed ? GuardStatus.FAIL : GuardStatus.SKIP;
  }

  private static GuardStatus clause(ClauseCode clause, Run run, Scope scope) {
    run.spend(1);
    int mark = run.mark();
    try {
      return clause.run(run, scope);
    } catch (GuardEvaluationException error) {
      var place = clause.place();
      throw error.at(run.names().code().name(), place.line(), place.column());
    } finally {
      run.release(mark);
    }
  }
}
