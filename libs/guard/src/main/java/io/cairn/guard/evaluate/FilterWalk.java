package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;

/** The steps of a walk that choose: filters and tests of keys. */
final class FilterWalk {

  /** A variable is followed by a hidden {@code [*]}. */
  private static final PartCode ALL = new PartCode.AllIndices(null);

  private final Run run;
  private final Walker walker;

  FilterWalk(Run run, Walker walker) {
    this.run = run;
    this.walker = walker;
  }

  private static PartCode before(QueryCode query, int i) {
    return i == 0 ? ALL : query.parts()[i - 1];
  }

  /** A member of Resources that has the type already; the filter may ask for more. */
  void member(QueryCode query, Value member, Scope element, Results out) {
    var filter = (PartCode.Filter) query.parts()[2];
    if (filter.groups().length == 1 || run.passes(filter.groups(), 1, element)) {
      walker.walk(query, 3, member, element, Walker.NO_CONVERSION, out);
    }
  }

  void keys(
      QueryCode query,
      int i,
      Value value,
      PartCode.KeysFilter keys,
      Scope resolver,
      int conversion,
      Results out) {
    if (!value.is(Kind.MAP)) {
      Walker.missing(query, value, i, out);
      return;
    }
    int mark = run.mark();
    var right =
        keys.right() instanceof QueryCode from
            ? from.retrieve(run, value, resolver)
            : keys.right().results(run, resolver);
    var operator = right.size() > 1 ? Node.Binary.IN : keys.operator();
    var selected = run.take();
    boolean text = operator == Node.Binary.EQ && right.isLiteral() && isText(right.value(0));
    for (int k = 0; k < value.size() && !right.isEmpty(); k++) {
      boolean holds =
          text
              ? run.keyEquals(value.key(k), right.value(0)) != keys.negated()
              : run.keyHolds(operator, keys.negated(), value.key(k), right);
      if (holds) {
        selected.found(value.child(k));
      }
    }
    for (int k = 0; k < selected.size(); k++) {
      walker.walk(query, i + 1, selected.value(k), resolver, conversion, out);
    }
    run.release(mark);
  }

  private static boolean isText(Value value) {
    return value.is(Kind.STRING) || value.is(Kind.REGEX);
  }

  void filter(
      QueryCode query,
      int i,
      Value value,
      PartCode.Filter filter,
      Scope resolver,
      int conversion,
      Results out) {
    switch (value.kind()) {
      case LIST -> elements(query, i, value, filter, resolver, conversion, out);
      case MAP -> map(query, i, value, filter, resolver, conversion, out);
      default -> {
        if (!(before(query, i) instanceof PartCode.AllIndices)) {
          Walker.missing(query, value, i, out);
        } else if (passes(filter, value, resolver)) {
          walker.walk(query, i + 1, value, resolver, conversion, out);
        }
      }
    }
  }

  /** All elements are tested before the walk goes on with those that passed. */
  private void elements(
      QueryCode query,
      int i,
      Value list,
      PartCode.Filter filter,
      Scope resolver,
      int conversion,
      Results out) {
    int mark = run.mark();
    var selected = run.take();
    for (var child : list.children()) {
      if (passes(filter, child, resolver)) {
        selected.found(child);
      }
    }
    for (int k = 0; k < selected.size(); k++) {
      walker.walk(query, i + 1, selected.value(k), resolver, conversion, out);
    }
    run.release(mark);
  }

  private boolean passes(PartCode.Filter filter, Value element, Scope resolver) {
    var scope = run.push(Scope.Kind.ELEMENT, element, resolver);
    boolean passes = run.passes(filter.groups(), 0, scope);
    run.pop();
    return passes;
  }

  /**
   * After a key a filter goes over the map's values; after {@code [*]}, {@code .*} or a variable it
   * tests the map where the walk stands; after anything else it tests the map as its own context.
   */
  private void map(
      QueryCode query,
      int i,
      Value map,
      PartCode.Filter filter,
      Scope resolver,
      int conversion,
      Results out) {
    switch (before(query, i)) {
      case PartCode.AllIndices _, PartCode.AllValues _ -> {
        if (run.passes(filter.groups(), 0, resolver)) {
          walker.walk(query, i + 1, map, resolver, conversion, out);
        }
      }
      case PartCode.Key _ -> values(query, i, map, filter, resolver, conversion, out);
      case PartCode.Index index when !index.written() ->
          values(query, i, map, filter, resolver, conversion, out);
      case PartCode.Index _,
          PartCode.This _,
          PartCode.VariableKey _,
          PartCode.KeysFilter _,
          PartCode.Filter _ -> {
        if (passes(filter, map, resolver)) {
          walker.walk(query, i + 1, map, resolver, conversion, out);
        }
      }
    }
  }

  private void values(
      QueryCode query,
      int i,
      Value map,
      PartCode.Filter filter,
      Scope resolver,
      int conversion,
      Results out) {
    for (int k = 0; k < map.size(); k++) {
      var child = map.child(k);
      var scope = run.push(Scope.Kind.ELEMENT, child, resolver);
      if (run.passes(filter.groups(), 0, scope)) {
        if (filter.capture() != null) {
          run.capture(filter.capture(), map.key(k));
        }
        walker.walk(query, i + 1, child, scope, conversion, out);
      }
      run.pop();
    }
  }
}
