package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Place;

/** Clauses that hold a block. */
sealed interface NestingCode extends ClauseCode {

  /** A block for each result of a query. */
  record Each(Node.BlockClause source, QueryCode query, BlockCode block) implements NestingCode {

    @Override
    public Place place() {
      return source.place();
    }

    @Override
    public GuardStatus run(Run run, Scope scope) {
      var results = query.results(run, scope);
      var findings = run.noting();
      if (results.isEmpty()) {
        if (source.mustFind() && findings != null) {
          findings.nothingFound(source);
        }
        return source.mustFind() ? GuardStatus.FAIL : GuardStatus.SKIP;
      }
      int mark = findings == null ? 0 : findings.mark();
      boolean failed = false;
      boolean passed = false;
      for (int i = 0; i < results.size(); i++) {
        var status = GuardStatus.FAIL;
        if (results.isFound(i)) {
          status = block.element(run, results.value(i), scope);
        } else if (findings != null) {
          findings.missing(source, results.hit(i));
        }
        failed |= status == GuardStatus.FAIL;
        passed |= status == GuardStatus.PASS;
      }
      if (query.some() && passed) {
        if (findings != null) {
          findings.cut(mark);
        }
        return GuardStatus.PASS;
      }
      return GuardStatus.all(failed, passed);
    }
  }

  /** A block under a condition. */
  record When(Node.WhenBlock source, GroupCode[] conditions, BlockCode block)
      implements NestingCode {

    @Override
    public Place place() {
      return source.place();
    }

    @Override
    public GuardStatus run(Run run, Scope scope) {
      return run.passes(conditions, 0, scope) ? block.run(run, scope) : GuardStatus.SKIP;
    }
  }

  /** A block for each resource of a type. */
  record OfType(Node.TypeBlock source, QueryCode query, GroupCode[] conditions, BlockCode block)
      implements NestingCode {

    @Override
    public Place place() {
      return source.place();
    }

    @Override
    public GuardStatus run(Run run, Scope scope) {
      if (conditions.length > 0 && !run.passes(conditions, 0, scope)) {
        return GuardStatus.SKIP;
      }
      boolean failed = false;
      boolean passed = false;
      var results = query.results(run, scope);
      for (int i = 0; i < results.size(); i++) {
        if (!results.isFound(i)) {
          throw GuardEvaluationException.of(
              "a type block needs a map Resources with members that are maps");
        }
        var status = block.element(run, results.value(i), scope);
        failed |= status == GuardStatus.FAIL;
        passed |= status == GuardStatus.PASS;
      }
      return GuardStatus.all(failed, passed);
    }
  }
}
