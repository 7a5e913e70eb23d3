package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names mean in a run: variables, captured keys, parameters, rules that were referred to. */
final class Names {

  private static final GuardStatus[] NO_STATUS = {};

  private final Run run;
  private final Map<String, Results> captured = new HashMap<>();
  private @Nullable GuardStatus[] references = NO_STATUS;
  private boolean[] running = {};
  private Code code = Code.EMPTY;
  private Bindings parameters = Bindings.NONE;
  private @Nullable Scope document;

  Names(Run run) {
    this.run = run;
  }

  void start(Code newCode, Bindings newParameters, Scope newDocument) {
    code = newCode;
    parameters = newParameters;
    document = newDocument;
    if (!captured.isEmpty()) {
      captured.clear();
    }
    int named = newCode.references().length;
    if (named > references.length) {
      references = new GuardStatus[named];
      running = new boolean[named];
    } else if (named > 0) {
      Arrays.fill(references, 0, named, null);
      Arrays.fill(running, 0, named, false);
    }
  }

  /** The results that a variable holds where it is read. */
  Results variable(Scope from, String variable) {
    run.spend(1);
    for (var scope = from; scope != null; scope = scope.parent()) {
      var own = own(scope, variable);
      if (own != null) {
        return own;
      }
    }
    var parameter = parameters.get(variable);
    if (parameter == null) {
      throw GuardEvaluationException.of("there is no variable %" + variable);
    }
    return parameter;
  }

  @SuppressWarnings("ReferenceEquality") // the one scope of the document
  private @Nullable Results own(Scope scope, String variable) {
    int place = scope.let(variable);
    if (place >= 0) {
      var literal = scope.let(place).literal();
      if (literal != null) {
        return literal;
      }
    }
    if (scope == document && !captured.isEmpty()) {
      var keys = captured.get(variable);
      if (keys != null) {
        // A copy: the same query may capture more while these are looked at.
        run.spend(keys.size());
        var copy = run.take();
        copy.addAll(keys);
        return copy;
      }
    }
    if (place < 0) {
      return scope.argument(variable);
    }
    var slot = scope.slot(place);
    if (!scope.isKnown(place)) {
      run.deepen();
      scope.let(place).evaluate(run, scope, slot);
      run.rise();
      scope.remember(place);
    }
    return slot;
  }

  /** Appends a key to the captured names of the whole file. */
  void capture(String variable, String key) {
    run.spend(1);
    var keys = captured.get(variable);
    if (keys == null) {
      keys = new Results();
      captured.put(variable, keys);
      var scope = document;
      int place = scope == null ? -1 : scope.let(variable);
      if (scope != null && place >= 0 && scope.isKnown(place)) {
        keys.addAll(scope.slot(place));
      }
    }
    keys.found(Value.of(key));
  }

  /** The status of a rule by its number among the names: the first that does not skip. */
  GuardStatus reference(int number, String name) {
    var rules = number < 0 ? null : code.references()[number];
    if (rules == null || document == null) {
      throw GuardEvaluationException.of("there is no rule named " + name);
    }
    var known = references[number];
    if (known != null) {
      return known;
    }
    if (running[number]) {
      throw GuardEvaluationException.of("the rule " + name + " refers to itself");
    }
    running[number] = true;
    run.deepen();
    run.mute();
    var status = GuardStatus.SKIP;
    for (var rule : rules) {
      status = status == GuardStatus.SKIP ? rule.body(run, document) : status;
    }
    run.unmute();
    run.rise();
    running[number] = false;
    references[number] = status;
    return status;
  }

  Code code() {
    return code;
  }
}
