package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Place;
import io.cairn.guard.syntax.Node.UnaryTest;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import org.jspecify.annotations.Nullable;

/** A unary test. */
record UnaryCode(UnaryTest source, QueryCode query, @Nullable Kind kind, boolean forResults)
    implements ClauseCode {

  static UnaryCode of(UnaryTest test, QueryCode query) {
    boolean forResults = test.operator() == Node.Unary.EMPTY && test.query().asksForResults();
    return new UnaryCode(test, query, kind(test.operator()), forResults);
  }

  private static @Nullable Kind kind(Node.Unary operator) {
    return switch (operator) {
      case EXISTS, EMPTY -> null;
      case IS_STRING -> Kind.STRING;
      case IS_LIST -> Kind.LIST;
      case IS_STRUCT -> Kind.MAP;
      case IS_BOOL -> Kind.BOOL;
      case IS_INT -> Kind.INT;
      case IS_FLOAT -> Kind.FLOAT;
      case IS_NULL -> Kind.NULL;
    };
  }

  @Override
  public Place place() {
    return source.place();
  }

  @Override
  public GuardStatus run(Run run, Scope scope) {
    var findings = run.noting();
    if (query.single() && findings == null) {
      boolean holds = holds(query.value(run, scope.root()));
      return holds != source.negated() ? GuardStatus.PASS : GuardStatus.FAIL;
    }
    var results = query.results(run, scope);
    if (results.isEmpty()) {
      if (!forResults) {
        return GuardStatus.SKIP;
      }
      if (source.negated() && findings != null) {
        findings.nothingFound(source, scope.root());
      }
      return source.negated() ? GuardStatus.FAIL : GuardStatus.PASS;
    }
    var tally = run.tally(findings != null);
    for (int i = 0; i < results.size(); i++) {
      boolean holds = holds(results.isFound(i) ? results.value(i) : null) != source.negated();
      if (findings == null) {
        tally.count(holds);
      } else {
        tally.add(holds, results.hit(i), null);
      }
    }
    var status = tally.status(query.some());
    if (findings != null && status == GuardStatus.FAIL) {
      findings.failed(source, tally, scope.root());
    }
    return status;
  }

  private boolean holds(@Nullable Value found) {
    if (source.operator() == Node.Unary.EMPTY) {
      return found == null || (forResults ? found.is(Kind.NULL) : isEmpty(found));
    }
    return found != null && (kind == null || found.is(kind));
  }

  private static boolean isEmpty(Value value) {
    return switch (value.kind()) {
      case LIST, MAP -> value.size() == 0;
      case STRING -> value.textLength() == 0;
      case BOOL -> false;
      default ->
          throw GuardEvaluationException.of(
              "empty does not apply to %s: it is %s".formatted(value.kind().words(), value));
    };
  }
}
