package io.cairn.guard.evaluate;

import io.cairn.guard.GuardStatus;
import io.cairn.guard.value.Value;

/** A block whose context is that of the scope it runs in. */
record BlockCode(LetCode[] lets, GroupCode[] groups) {

  private static final String[] NO_NAMES = {};

  GuardStatus run(Run run, Scope scope) {
    run.nest();
    boolean carried = scope.carries(lets);
    var own = carried ? scope : run.push(Scope.Kind.BLOCK, scope, lets, NO_NAMES);
    boolean failed = false;
    boolean passed = false;
    for (var group : groups) {
      var status = group.run(run, own);
      failed |= status == GuardStatus.FAIL;
      passed |= status == GuardStatus.PASS;
    }
    if (!carried) {
      run.pop();
    }
    run.unnest();
    return GuardStatus.all(failed, passed);
  }

  /** Runs with a value as the context. */
  GuardStatus element(Run run, Value value, Scope scope) {
    var status = run(run, run.push(Scope.Kind.ELEMENT, value, scope));
    run.pop();
    return status;
  }
}
