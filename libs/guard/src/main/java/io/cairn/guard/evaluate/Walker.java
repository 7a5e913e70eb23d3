package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import org.jspecify.annotations.Nullable;

/** Walks the parts of a query over a value and gathers the results in document order. */
final class Walker {

  static final int NO_CONVERSION = -1;

  private final Run run;
  private final FilterWalk filters;

  Walker(Run run) {
    this.run = run;
    this.filters = new FilterWalk(run, this);
  }

  void walk(QueryCode query, Value root, Scope resolver, Results out) {
    if (query.typed() != null) {
      var members = run.members(query.typed(), root);
      if (members != null) {
        // What [ Type == … ] would select out of Resources.* is known for the whole document.
        for (int i = 0; i < members.size(); i++) {
          var member = members.value(i);
          run.spend(2);
          var element = run.push(Scope.Kind.ELEMENT, member, resolver);
          filters.member(query, member, element, out);
          run.pop();
        }
        return;
      }
    }
    walk(query, 0, root, resolver, NO_CONVERSION, out);
  }

  void walk(QueryCode query, int from, Value start, Scope resolver, int conversion, Results out) {
    var parts = query.parts();
    var at = start;
    int spelling = conversion;
    for (int i = from; ; i++) {
      var value = at;
      run.spend(1);
      if (value.is(Kind.UNKNOWN)) {
        run.metUnknown();
        missing(query, value, i, out);
        return;
      }
      if (i == parts.length) {
        out.found(value);
        return;
      }
      Value next;
      switch (parts[i]) {
        case PartCode.Key key -> {
          next = value.get(key.name());
          if (next == null && key.spellings().length > 0 && value.is(Kind.MAP)) {
            spelling = conversion(value, key, spelling);
            next = spelling < 0 ? null : value.get(key.spellings()[spelling]);
          }
        }
        case PartCode.AllIndices all when value.is(Kind.MAP) && all.capture() == null ->
            next = value;
        case PartCode.AllIndices _, PartCode.AllValues _ when value.isScalar() -> next = value;
        case PartCode.AllIndices all -> {
          all(query, i, value, all.capture(), resolver, spelling, out);
          return;
        }
        case PartCode.AllValues _ -> {
          all(query, i, value, null, resolver, spelling, out);
          return;
        }
        case PartCode.Filter filter -> {
          filters.filter(query, i, value, filter, resolver, spelling, out);
          return;
        }
        case PartCode.This _ -> next = value;
        case PartCode.Index index -> next = element(value, index.index());
        case PartCode.KeysFilter keys -> {
          filters.keys(query, i, value, keys, resolver, spelling, out);
          return;
        }
        case PartCode.VariableKey key -> {
          variableKey(query, i, value, key, resolver, spelling, out);
          return;
        }
      }
      if (next == null) {
        missing(query, value, i, out);
        return;
      }
      at = next;
    }
  }

  static void missing(QueryCode query, Value stoppedAt, int i, Results out) {
    out.stopped(stoppedAt, i < query.rests().length ? query.rests()[i] : "");
  }

  /**
   * The spelling under which a map has the key: the one that the walk already chose, or the first
   * that exists. Without any the walk's own choice stays.
   */
  static int conversion(Value map, PartCode.Key key, int chosen) {
    if (chosen >= 0) {
      return chosen;
    }
    for (int c = 0; c < key.spellings().length; c++) {
      if (map.get(key.spellings()[c]) != null) {
        return c;
      }
    }
    return NO_CONVERSION;
  }

  static @Nullable Value element(Value value, int index) {
    return value.is(Kind.LIST) && index < value.size() ? value.child(index) : null;
  }

  /** Each element of a list in the same scope, or each value of a map in its own. */
  private void all(
      QueryCode query,
      int i,
      Value value,
      @Nullable String capture,
      Scope resolver,
      int conversion,
      Results out) {
    if (value.size() == 0) {
      missing(query, value, i, out);
      return;
    }
    boolean list = value.is(Kind.LIST);
    for (int k = 0; k < value.size(); k++) {
      var child = value.child(k);
      if (list) {
        walk(query, i + 1, child, resolver, conversion, out);
      } else {
        if (capture != null) {
          run.capture(capture, value.key(k));
        }
        walk(query, i + 1, child, run.push(Scope.Kind.ELEMENT, child, resolver), conversion, out);
        run.pop();
      }
    }
  }

  private void variableKey(
      QueryCode query,
      int i,
      Value value,
      PartCode.VariableKey key,
      Scope resolver,
      int conversion,
      Results out) {
    if (!value.is(Kind.MAP)) {
      missing(query, value, i, out);
      return;
    }
    int mark = run.mark();
    var names = run.variable(resolver, key.variable());
    var after = i + 1 < query.parts().length ? query.parts()[i + 1] : null;
    switch (after) {
      case PartCode.Index index when index.written() -> {
        if (index.index() >= names.size()) {
          missing(query, value, i, out);
        } else {
          named(query, i, value, names, index.index(), resolver, conversion, out);
        }
      }
      case PartCode.This _, PartCode.AllValues _, PartCode.KeysFilter _, PartCode.Filter _ ->
          throw GuardEvaluationException.of(
              "after .%" + key.variable() + " only a key, [*] or an index may follow");
      case null, default -> {
        for (int n = 0; n < names.size(); n++) {
          named(query, i, value, names, n, resolver, conversion, out);
        }
      }
    }
    run.release(mark);
  }

  private void named(
      QueryCode query,
      int i,
      Value map,
      Results names,
      int place,
      Scope resolver,
      int conversion,
      Results out) {
    var name = names.value(place);
    if (!names.isFound(place)) {
      out.add(name, names.missing(place));
    } else if (name.is(Kind.LIST)) {
      for (var each : name.children()) {
        keyed(query, i, map, each, resolver, conversion, out);
      }
    } else {
      keyed(query, i, map, name, resolver, conversion, out);
    }
  }

  private void keyed(
      QueryCode query, int i, Value map, Value name, Scope resolver, int conversion, Results out) {
    if (!name.is(Kind.STRING)) {
      throw GuardEvaluationException.of("a variable used as a key holds " + name.kind().words());
    }
    var child = map.find(name.string());
    if (child == null) {
      out.stopped(map, "." + name.string());
    } else {
      walk(query, i + 1, child, resolver, conversion, out);
    }
  }
}
