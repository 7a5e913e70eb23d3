package io.cairn.guard.evaluate;

import org.jspecify.annotations.Nullable;

/** One assigned name: a literal beats a function, a function beats the last query. */
record LetCode(
    String name,
    @Nullable Results literal,
    @Nullable FunctionCode function,
    @Nullable QueryCode query) {

  /** Evaluates into the slot, in the scope that declares the name. */
  void evaluate(Run run, Scope scope, Results slot) {
    slot.clear();
    if (function != null) {
      run.functions().call(function, scope, slot);
    } else if (query != null) {
      int mark = run.mark();
      var results = query.retrieve(run, scope.root(), scope);
      for (int i = 0; i < results.size(); i++) {
        // "some" drops what stopped, and by a quirk of the language also a literal.
        if (!query.some() || (results.isFound(i) && !results.isLiteral())) {
          slot.add(results.value(i), results.missing(i));
        }
      }
      slot.markLiteral(results.isLiteral() && !slot.isEmpty());
      run.release(mark);
    }
  }
}
