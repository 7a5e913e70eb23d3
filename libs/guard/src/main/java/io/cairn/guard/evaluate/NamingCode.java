package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Place;

/** Clauses that name another rule. */
sealed interface NamingCode extends ClauseCode {

  /** A call of a parameterised rule. */
  record Call(Node.RuleCall source, OperandCode[] arguments) implements NamingCode {

    private static final LetCode[] NO_LETS = {};

    @Override
    public Place place() {
      return source.place();
    }

    @Override
    public GuardStatus run(Run run, Scope scope) {
      var rule = run.names().code().callable().get(source.rule());
      if (rule == null) {
        throw GuardEvaluationException.of("there is no rule " + source.rule() + " with parameters");
      }
      if (rule.parameters().length != arguments.length) {
        throw GuardEvaluationException.of(
            "%s takes %d arguments, not %d"
                .formatted(source.rule(), rule.parameters().length, arguments.length));
      }
      var call = run.push(Scope.Kind.CALL, scope, NO_LETS, rule.parameters());
      for (int i = 0; i < arguments.length; i++) {
        argument(run, scope, arguments[i], call.slot(i));
      }
      run.deepen();
      var findings = run.findings();
      int mark = findings == null ? 0 : findings.mark();
      var status = rule.block()[0].run(run, call);
      if (findings != null) {
        findings.message(mark, source.message());
      }
      run.rise();
      run.pop();
      return status;
    }

    /** An argument counts as a query, also where it is written as a literal. */
    private static void argument(Run run, Scope scope, OperandCode argument, Results slot) {
      int mark = run.mark();
      var results = argument.results(run, scope);
      slot.clear();
      slot.addAll(results);
      slot.markLiteral(results.isLiteral() && !(argument instanceof LiteralCode));
      run.release(mark);
    }
  }

  /**
   * A reference to a rule by name.
   *
   * @param number of the name among those that are referred to, or -1 if no rule has it
   */
  record Reference(Node.RuleReference source, int number) implements NamingCode {

    @Override
    public Place place() {
      return source.place();
    }

    @Override
    public GuardStatus run(Run run, Scope scope) {
      boolean passes = run.names().reference(number, source.rule()) == GuardStatus.PASS;
      var status = passes != source.negated() ? GuardStatus.PASS : GuardStatus.FAIL;
      var findings = run.noting();
      if (findings != null && status == GuardStatus.FAIL) {
        findings.failed(source);
      }
      return status;
    }
  }
}
