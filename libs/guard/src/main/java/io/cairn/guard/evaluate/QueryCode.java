package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Node.Query;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A query, compiled.
 *
 * @param source as written, for findings
 * @param variable the interned name it starts from, or null
 * @param parts the steps behind it
 * @param rests for each part, the path from there on as it is told where it is missing
 * @param single whether there is exactly one result: keys and indices only, no variable
 * @param typed the type of the only members that the query can select, if it asks for resources
 * @param shared its number among the queries that rules of one set share, or -1
 */
record QueryCode(
    Query source,
    boolean some,
    @Nullable String variable,
    PartCode[] parts,
    String[] rests,
    boolean single,
    @Nullable String typed,
    int shared)
    implements OperandCode {

  @Override
  public Results results(Run run, Scope scope) {
    if (shared >= 0 && run.sharesRootOf(scope)) {
      return run.shared(this, scope);
    }
    return retrieve(run, scope.root(), scope.resolver());
  }

  /** All results from a context value. */
  Results retrieve(Run run, Value root, Scope resolver) {
    if (variable == null) {
      var out = run.take();
      if (single) {
        one(run, root, out);
      } else {
        run.walker().walk(this, root, resolver, out);
      }
      return out;
    }
    var held = run.variable(resolver, variable);
    if (parts.length == 0) {
      run.spend(held.size());
      return held;
    }
    var out = run.take();
    for (int i = 0; i < held.size(); i++) {
      if (held.isFound(i)) {
        var value = held.value(i);
        var element = run.push(Scope.Kind.ELEMENT, value, resolver);
        run.walker().walk(this, value, element, out);
        run.pop();
      } else {
        run.spend(1);
        out.add(held.value(i), held.missing(i));
      }
    }
    return out;
  }

  private void one(Run run, Value root, Results out) {
    var value = value(run, root);
    if (value != null) {
      out.found(value);
    } else {
      out.stopped(run.stoppedAt(), run.stoppedRest());
    }
  }

  /** The one value of a single query, or null with the run knowing where the path stopped. */
  @Nullable Value value(Run run, Value root) {
    run.spend(parts.length + 1);
    var at = root;
    int spelling = Walker.NO_CONVERSION;
    for (int i = 0; i < parts.length; i++) {
      if (at.is(Kind.UNKNOWN)) {
        return unknown(run, at, rests[i]);
      }
      Value next = null;
      switch (parts[i]) {
        case PartCode.Key key -> {
          next = at.get(key.name());
          if (next == null && key.spellings().length > 0 && at.is(Kind.MAP)) {
            spelling = Walker.conversion(at, key, spelling);
            next = spelling < 0 ? null : at.get(key.spellings()[spelling]);
          }
        }
        case PartCode.Index index -> next = Walker.element(at, index.index());
        default -> next = at;
      }
      if (next == null) {
        run.stopped(at, rests[i]);
        return null;
      }
      at = next;
    }
    return at.is(Kind.UNKNOWN) ? unknown(run, at, "") : at;
  }

  private static @Nullable Value unknown(Run run, Value at, String rest) {
    run.metUnknown();
    run.stopped(at, rest);
    return null;
  }
}
