package io.cairn.guard;

import io.cairn.guard.GuardValue.Kind;
import io.cairn.guard.Node.AllIndices;
import io.cairn.guard.Node.AllValues;
import io.cairn.guard.Node.Filter;
import io.cairn.guard.Node.Index;
import io.cairn.guard.Node.KeysFilter;
import io.cairn.guard.Node.NamedKey;
import io.cairn.guard.Node.Part;
import io.cairn.guard.Node.Query;
import io.cairn.guard.Node.This;
import io.cairn.guard.Node.VariableKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the parts of a query over a value and gathers the results in document order. */
final class Walker {

  private static final int NO_CONVERSION = -1;

  private final Evaluation evaluation;
  private final Steps steps;
  private final boolean exactKeys;

  Walker(Evaluation evaluation, Steps steps, boolean exactKeys) {
    this.evaluation = evaluation;
    this.steps = steps;
    this.exactKeys = exactKeys;
  }

  /** One walk: its query, where results go. */
  private record Walk(Query query, List<Hit> out) {

    Part part(int i) {
      return query.parts().get(i);
    }

    int length() {
      return query.parts().size();
    }

    void missing(GuardValue stoppedAt, int i) {
      var rest = new StringBuilder();
      for (int k = i; k < length(); k++) {
        rest.append(written(part(k)));
      }
      out.add(Hit.unresolved(stoppedAt, rest.toString()));
    }
  }

  private static String written(Part part) {
    return switch (part) {
      case This _ -> "";
      case NamedKey key -> "." + key.name();
      case Index index -> "[" + index.index() + "]";
      case VariableKey key -> ".%" + key.variable();
      case AllValues _ -> ".*";
      case AllIndices all -> all.capture() == null ? "[*]" : "[" + all.capture() + "]";
      case KeysFilter _ -> "[keys …]";
      case Filter _ -> "[…]";
    };
  }

  /** All results of a query from a context value. */
  List<Hit> retrieve(Query query, GuardValue root, Scope resolver) {
    var walk = new Walk(query, new ArrayList<>(2));
    if (query.variable() == null) {
      walk(walk, 0, root, resolver, NO_CONVERSION);
      return walk.out;
    }
    for (var hit : evaluation.variable(resolver, query.variable())) {
      if (walk.length() == 0 || !hit.found()) {
        steps.spend(1);
        walk.out.add(hit);
      } else {
        walk(walk, 0, hit.value(), Scope.element(hit.value(), resolver), NO_CONVERSION);
      }
    }
    return walk.out;
  }

  private void walk(Walk walk, int from, GuardValue start, Scope resolver, int conversion) {
    var at = start;
    int spelling = conversion;
    for (int i = from; ; i++) {
      var value = at;
      steps.spend(1);
      if (value.is(Kind.UNKNOWN)) {
        evaluation.metUnknown();
        walk.missing(value, i);
        return;
      }
      if (i == walk.length()) {
        walk.out.add(Hit.resolved(value));
        return;
      }
      GuardValue next;
      switch (walk.part(i)) {
        case This _ -> next = value;
        case NamedKey key -> {
          next = value.get(key.name());
          if (next == null && !exactKeys && value.is(Kind.MAP)) {
            spelling = conversion(value, key, spelling);
            next = spelling < 0 ? null : value.get(key.spellings().get(spelling));
          }
        }
        case Index index -> next = element(value, index.index());
        case AllIndices all when value.is(Kind.MAP) && all.capture() == null -> next = value;
        case AllIndices _, AllValues _ when value.isScalar() -> next = value;
        case AllIndices all -> {
          all(walk, i, value, all.capture(), resolver, spelling);
          return;
        }
        case AllValues _ -> {
          all(walk, i, value, null, resolver, spelling);
          return;
        }
        case VariableKey key -> {
          variableKey(walk, i, value, key, resolver, spelling);
          return;
        }
        case KeysFilter keys -> {
          keysFilter(walk, i, value, keys, resolver, spelling);
          return;
        }
        case Filter filter -> {
          filter(walk, i, value, filter, resolver, spelling);
          return;
        }
      }
      if (next == null) {
        walk.missing(value, i);
        return;
      }
      at = next;
    }
  }

  /**
   * The spelling under which a map has the key: the one that the walk already chose, or the first
   * that exists. Without any the walk's own choice stays.
   */
  private static int conversion(GuardValue map, NamedKey key, int chosen) {
    if (chosen >= 0) {
      return chosen;
    }
    for (int c = 0; c < KeySpellings.COUNT; c++) {
      if (map.indexOf(key.spellings().get(c)) >= 0) {
        return c;
      }
    }
    return NO_CONVERSION;
  }

  private static @Nullable GuardValue element(GuardValue value, int index) {
    return value.is(Kind.LIST) && index < value.size() ? value.child(index) : null;
  }

  /** Each element of a list in the same scope, or each value of a map in its own. */
  private void all(
      Walk walk,
      int i,
      GuardValue value,
      @Nullable String capture,
      Scope resolver,
      int conversion) {
    if (value.size() == 0) {
      walk.missing(value, i);
      return;
    }
    for (int k = 0; k < value.size(); k++) {
      var child = value.child(k);
      if (value.is(Kind.LIST)) {
        walk(walk, i + 1, child, resolver, conversion);
      } else {
        if (capture != null) {
          evaluation.capture(capture, value.key(k));
        }
        walk(walk, i + 1, child, Scope.element(child, resolver), conversion);
      }
    }
  }

  private void variableKey(
      Walk walk, int i, GuardValue value, VariableKey key, Scope resolver, int conversion) {
    if (!value.is(Kind.MAP)) {
      walk.missing(value, i);
      return;
    }
    var names = evaluation.variable(resolver, key.variable());
    var after = i + 1 < walk.length() ? walk.part(i + 1) : null;
    switch (after) {
      case null -> {}
      case NamedKey _, VariableKey _, AllIndices _ -> {}
      case Index index when !index.written() -> {}
      case Index index -> {
        if (index.index() >= names.size()) {
          walk.missing(value, i);
          return;
        }
        names = List.of(names.get(index.index()));
      }
      case This _, AllValues _, KeysFilter _, Filter _ ->
          throw GuardEvaluationException.of(
              "after .%" + key.variable() + " only a key, [*] or an index may follow");
    }
    for (var name : names) {
      named(walk, i, value, name, resolver, conversion);
    }
  }

  private void named(Walk walk, int i, GuardValue map, Hit name, Scope resolver, int conversion) {
    if (!name.found()) {
      walk.out.add(name);
      return;
    }
    var names =
        name.value().is(Kind.LIST) ? name.value().children() : new GuardValue[] {name.value()};
    for (var each : names) {
      if (!each.is(Kind.STRING)) {
        throw GuardEvaluationException.of("a variable used as a key holds " + each.kind().words());
      }
      var child = map.get(each.string());
      if (child == null) {
        walk.out.add(Hit.unresolved(map, "." + each.string()));
      } else {
        walk(walk, i + 1, child, resolver, conversion);
      }
    }
  }

  private void keysFilter(
      Walk walk, int i, GuardValue value, KeysFilter keys, Scope resolver, int conversion) {
    if (!value.is(Kind.MAP)) {
      walk.missing(value, i);
      return;
    }
    var right = evaluation.keysOperand(keys.right(), value, resolver);
    var operator = right.size() > 1 ? Node.Binary.IN : keys.operator();
    var selected = new ArrayList<GuardValue>();
    for (int k = 0; k < value.size() && !right.isEmpty(); k++) {
      var key = List.of(Hit.resolved(GuardValue.of(value.key(k))));
      if (evaluation.holds(operator, keys.negated(), key, right)) {
        selected.add(value.child(k));
      }
    }
    for (var child : selected) {
      walk(walk, i + 1, child, resolver, conversion);
    }
  }

  private void filter(
      Walk walk, int i, GuardValue value, Filter filter, Scope resolver, int conversion) {
    switch (value.kind()) {
      case LIST -> {
        var selected = new ArrayList<GuardValue>();
        for (var child : value.children()) {
          if (passes(filter, child, resolver)) {
            selected.add(child);
          }
        }
        for (var child : selected) {
          walk(walk, i + 1, child, resolver, conversion);
        }
      }
      case MAP -> filterMap(walk, i, value, filter, resolver, conversion);
      default -> {
        if (!isAllIndices(walk, i)) {
          walk.missing(value, i);
        } else if (passes(filter, value, resolver)) {
          walk(walk, i + 1, value, resolver, conversion);
        }
      }
    }
  }

  private static boolean isAllIndices(Walk walk, int i) {
    return i == 0 || walk.part(i - 1) instanceof AllIndices;
  }

  private boolean passes(Filter filter, GuardValue element, Scope resolver) {
    return evaluation.filterPasses(filter.groups(), Scope.element(element, resolver));
  }

  /**
   * After a key a filter goes over the map's values; after {@code [*]}, {@code .*} or a variable it
   * tests the map where the walk stands; after anything else it tests the map as its own context.
   */
  private void filterMap(
      Walk walk, int i, GuardValue map, Filter filter, Scope resolver, int conversion) {
    var before = i == 0 ? new AllIndices(null) : walk.part(i - 1);
    switch (before) {
      case AllIndices _, AllValues _ -> {
        if (evaluation.filterPasses(filter.groups(), resolver)) {
          walk(walk, i + 1, map, resolver, conversion);
        }
      }
      case NamedKey _ -> filterValues(walk, i, map, filter, resolver, conversion);
      case Index index when !index.written() ->
          filterValues(walk, i, map, filter, resolver, conversion);
      case Index _, This _, VariableKey _, KeysFilter _, Filter _ -> {
        if (passes(filter, map, resolver)) {
          walk(walk, i + 1, map, resolver, conversion);
        }
      }
    }
  }

  private void filterValues(
      Walk walk, int i, GuardValue map, Filter filter, Scope resolver, int conversion) {
    for (int k = 0; k < map.size(); k++) {
      var child = map.child(k);
      var scope = Scope.element(child, resolver);
      if (evaluation.filterPasses(filter.groups(), scope)) {
        if (filter.capture() != null) {
          evaluation.capture(filter.capture(), map.key(k));
        }
        walk(walk, i + 1, child, scope, conversion);
      }
    }
  }
}
