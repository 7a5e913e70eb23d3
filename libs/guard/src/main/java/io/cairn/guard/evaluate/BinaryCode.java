package io.cairn.guard.evaluate;

import io.cairn.guard.GuardStatus;
import io.cairn.guard.syntax.Node.BinaryTest;
import io.cairn.guard.syntax.Node.Place;
import io.cairn.guard.value.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A comparison.
 *
 * @param direct how one value that is no list is compared, where the right side is a literal and
 *     the left side has exactly one result; null where lists of results meet
 */
record BinaryCode(
    BinaryTest source, QueryCode left, OperandCode right, @Nullable LiteralTest direct)
    implements ClauseCode {

  @Override
  public Place place() {
    return source.place();
  }

  @Override
  public GuardStatus run(Run run, Scope scope) {
    var findings = run.noting();
    if (direct != null && findings == null) {
      var value = left.value(run, scope.root());
      if (value == null) {
        return GuardStatus.FAIL;
      }
      if (!value.is(Kind.LIST)) {
        boolean holds = run.holds(source.operator(), source.negated(), value, direct);
        return holds ? GuardStatus.PASS : GuardStatus.FAIL;
      }
    }
    // The right side first: of two errors it is its own that is told.
    var rights = right.results(run, scope);
    var lefts = left.results(run, scope);
    var tally = run.compared(source.operator(), source.negated(), lefts, rights, findings != null);
    var status = tally.status(left.some());
    if (findings != null && status == GuardStatus.FAIL) {
      findings.failed(source, tally, lefts.hit(0), scope.root());
    }
    return status;
  }
}
