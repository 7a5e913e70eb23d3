package io.cairn.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The core of the language again, slow and obvious, over plain Java objects and its own tree: what
 * the engine is compared with. It shares no code with the engine and was written from the text of
 * the reference: one sentence, one line.
 */
@NullMarked
final class SlowInterpreter {

  sealed interface Part {}

  record Key(String name) implements Part {}

  record Index(int at) implements Part {}

  record Star() implements Part {}

  record Brackets() implements Part {}

  record Filter(List<List<Clause>> groups) implements Part {}

  record Query(boolean some, List<Part> parts) {}

  /** A right side: a query, or a literal written as text. */
  record Right(@Nullable Query query, @Nullable Object literal, String text) {}

  sealed interface Clause {}

  record Unary(boolean not, Query query, boolean bang, String word) implements Clause {}

  record Compare(boolean not, Query query, String operator, Right right) implements Clause {}

  record Block(Query query, boolean mustFind, List<List<Clause>> body) implements Clause {}

  record When(List<List<Clause>> conditions, List<List<Clause>> body) implements Clause {}

  /** A result: found, or where the path stopped; a literal is told apart. */
  record Res(boolean found, boolean literal, @Nullable Object value) {}

  static final class Abort extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private enum Cmp {
    TRUE,
    FALSE,
    NEITHER;

    static Cmp of(boolean b) {
      return b ? TRUE : FALSE;
    }
  }

  /** A context: a value, whether it is an element, and where it is nested. */
  record Ctx(@Nullable Object value, @Nullable Ctx outer, boolean element) {}

  private SlowInterpreter() {}

  static GuardStatus all(List<List<Clause>> groups, Ctx ctx) {
    var statuses = groups.stream().map(group -> any(group, ctx)).toList();
    if (statuses.contains(GuardStatus.FAIL)) {
      return GuardStatus.FAIL;
    }
    return statuses.contains(GuardStatus.PASS) ? GuardStatus.PASS : GuardStatus.SKIP;
  }

  private static GuardStatus any(List<Clause> group, Ctx ctx) {
    var status = GuardStatus.SKIP;
    for (var clause : group) {
      var one = clause(clause, ctx);
      if (one == GuardStatus.PASS) {
        return one;
      }
      status = one == GuardStatus.FAIL ? one : status;
    }
    return status;
  }

  private static GuardStatus clause(Clause clause, Ctx ctx) {
    return switch (clause) {
      case Unary u -> unary(u, ctx);
      case Compare c -> compare(c, ctx);
      case Block b -> block(b, ctx);
      case When w ->
          all(w.conditions, ctx) == GuardStatus.PASS
              ? all(w.body, new Ctx(ctx.value, ctx, false))
              : GuardStatus.SKIP;
    };
  }

  private static GuardStatus block(Block b, Ctx ctx) {
    var results = query(b.query, ctx);
    if (results.isEmpty()) {
      return b.mustFind ? GuardStatus.FAIL : GuardStatus.SKIP;
    }
    var statuses =
        results.stream()
            .map(
                r ->
                    r.found
                        ? all(b.body, new Ctx(r.value, new Ctx(r.value, ctx, true), false))
                        : GuardStatus.FAIL)
            .toList();
    var order =
        b.query.some
            ? List.of(GuardStatus.PASS, GuardStatus.FAIL)
            : List.of(GuardStatus.FAIL, GuardStatus.PASS);
    return order.stream().filter(statuses::contains).findFirst().orElse(GuardStatus.SKIP);
  }

  private static GuardStatus unary(Unary u, Ctx ctx) {
    var results = query(u.query, ctx);
    boolean inverted = u.not != u.bang;
    boolean ends = !u.query.parts.isEmpty() && u.query.parts.getLast() instanceof Filter;
    boolean forResults = u.word.equals("empty") && ends;
    if (results.isEmpty()) {
      return !forResults ? GuardStatus.SKIP : inverted ? GuardStatus.FAIL : GuardStatus.PASS;
    }
    return status(
        u.query.some, results.stream().map(r -> test(u.word, r, forResults) != inverted).toList());
  }

  private static boolean test(String word, Res r, boolean forResults) {
    if (word.equals("empty")) {
      if (!r.found) {
        return true;
      }
      if (forResults) {
        return r.value == null;
      }
      return switch (r.value) {
        case List<?> l -> l.isEmpty();
        case Map<?, ?> m -> m.isEmpty();
        case String s -> s.isEmpty();
        case Boolean _ -> false;
        case null, default -> throw new Abort();
      };
    }
    return r.found
        && switch (word) {
          case "exists" -> true;
          case "is_string" -> r.value instanceof String;
          case "is_list" -> r.value instanceof List;
          case "is_struct" -> r.value instanceof Map;
          case "is_bool" -> r.value instanceof Boolean;
          case "is_int" -> r.value instanceof Long;
          case "is_float" -> r.value instanceof Double;
          case "is_null" -> r.value == null;
          default -> throw new IllegalArgumentException(word);
        };
  }

  private static GuardStatus status(boolean some, List<Boolean> results) {
    boolean ok = some ? results.contains(true) : !results.contains(false);
    return ok ? GuardStatus.PASS : GuardStatus.FAIL;
  }

  static List<Res> query(Query q, Ctx ctx) {
    var out = new ArrayList<Res>();
    var resolver = ctx.element ? Objects.requireNonNull(ctx.outer) : ctx;
    walk(q.parts, 0, ctx.value, resolver, out);
    return out;
  }

  private static void walk(List<Part> parts, int i, @Nullable Object v, Ctx ctx, List<Res> out) {
    if (i == parts.size()) {
      out.add(new Res(true, false, v));
      return;
    }
    var stopped = new Res(false, false, v);
    switch (parts.get(i)) {
      case Key k -> {
        if (v instanceof Map<?, ?> m && m.containsKey(k.name)) {
          walk(parts, i + 1, m.get(k.name), ctx, out);
        } else {
          out.add(stopped);
        }
      }
      case Index n -> {
        if (v instanceof List<?> l && n.at < l.size()) {
          walk(parts, i + 1, l.get(n.at), ctx, out);
        } else {
          out.add(stopped);
        }
      }
      case Star _ -> {
        switch (v) {
          case Map<?, ?> m when m.isEmpty() -> out.add(stopped);
          case List<?> l when l.isEmpty() -> out.add(stopped);
          case Map<?, ?> m ->
              m.values().forEach(e -> walk(parts, i + 1, e, new Ctx(e, ctx, true), out));
          case List<?> l -> l.forEach(e -> walk(parts, i + 1, e, ctx, out));
          case null, default -> walk(parts, i + 1, v, ctx, out);
        }
      }
      case Brackets _ -> {
        switch (v) {
          case List<?> l when l.isEmpty() -> out.add(stopped);
          case List<?> l -> l.forEach(e -> walk(parts, i + 1, e, ctx, out));
          case null, default -> walk(parts, i + 1, v, ctx, out);
        }
      }
      case Filter f -> filter(f, parts, i, v, ctx, out);
    }
  }

  private static void filter(
      Filter f, List<Part> parts, int i, @Nullable Object v, Ctx ctx, List<Res> out) {
    var before = parts.get(i - 1);
    switch (v) {
      case List<?> l ->
          l.stream()
              .filter(e -> passes(f, new Ctx(e, ctx, true)))
              .toList()
              .forEach(e -> walk(parts, i + 1, e, ctx, out));
      case Map<?, ?> m when before instanceof Key ->
          m.values()
              .forEach(
                  e -> {
                    var element = new Ctx(e, ctx, true);
                    if (passes(f, element)) {
                      walk(parts, i + 1, e, element, out);
                    }
                  });
      case Map<?, ?> m -> {
        boolean enclosing = before instanceof Brackets || before instanceof Star;
        if (passes(f, enclosing ? ctx : new Ctx(m, ctx, true))) {
          walk(parts, i + 1, m, ctx, out);
        }
      }
      case null, default -> {
        if (!(before instanceof Brackets)) {
          out.add(new Res(false, false, v));
        } else if (passes(f, new Ctx(v, ctx, true))) {
          walk(parts, i + 1, v, ctx, out);
        }
      }
    }
  }

  private static boolean passes(Filter f, Ctx ctx) {
    return all(f.groups, ctx) == GuardStatus.PASS;
  }

  private static GuardStatus compare(Compare c, Ctx ctx) {
    var right =
        c.right.query == null
            ? List.of(new Res(true, true, c.right.literal))
            : query(c.right.query, ctx);
    var left = query(c.query, ctx);
    if (left.isEmpty() || right.isEmpty()) {
      return GuardStatus.SKIP;
    }
    var results = new ArrayList<Boolean>();
    var l = found(left);
    var r = found(right);
    // An unresolved value on either side is a failure for every operator.
    left.stream().filter(x -> !x.found).forEach(x -> results.add(false));
    boolean literal = c.right.query == null;
    boolean negated = c.operator.startsWith("!");
    switch (c.operator) {
      case "==", "!=" -> {
        unresolved(right, l.size(), results);
        equal(literal, negated, l, r, results);
      }
      case "in", "!in" -> {
        unresolved(right, l.size(), results);
        in(literal, negated, l, r, results);
      }
      default -> {
        unresolved(right, flat(l).size(), results);
        flat(l).forEach(a -> flat(r).forEach(b -> results.add(ordered(c.operator, a, b))));
      }
    }
    return status(c.query.some, results);
  }

  private static List<@Nullable Object> found(List<Res> results) {
    List<@Nullable Object> values = new ArrayList<>();
    results.stream().filter(Res::found).forEach(x -> values.add(x.value));
    return values;
  }

  private static void unresolved(List<Res> right, int lefts, List<Boolean> results) {
    right.stream()
        .filter(x -> !x.found)
        .forEach(
            x -> {
              for (int i = 0; i < lefts; i++) {
                results.add(false);
              }
            });
  }

  private static List<@Nullable Object> flat(List<@Nullable Object> values) {
    List<@Nullable Object> out = new ArrayList<>();
    for (var value : values) {
      if (value instanceof List<?> list) {
        out.addAll(list);
      } else {
        out.add(value);
      }
    }
    return out;
  }

  private static boolean passes(Cmp cmp, boolean negated) {
    return cmp != Cmp.NEITHER && (cmp == Cmp.TRUE) != negated;
  }

  private static void equal(
      boolean literal,
      boolean negated,
      List<@Nullable Object> l,
      List<@Nullable Object> r,
      List<Boolean> results) {
    if (literal && r.getFirst() instanceof List<?> list) {
      for (var x : l) {
        boolean scalar = !(x instanceof List) && !(x instanceof Map);
        results.add(passes(cmp(x, scalar && list.size() == 1 ? list.getFirst() : list), negated));
      }
    } else if (literal) {
      flat(l).forEach(x -> results.add(passes(cmp(x, r.getFirst()), negated)));
    } else if (!l.isEmpty() && !r.isEmpty()) {
      var side = l.size() > r.size() ? l : r;
      var other = l.size() > r.size() ? r : l;
      results.add(side.stream().allMatch(x -> member(x, other) != negated));
    }
  }

  private static void in(
      boolean literal,
      boolean negated,
      List<@Nullable Object> l,
      List<@Nullable Object> r,
      List<Boolean> results) {
    if (literal && r.getFirst() instanceof String text) {
      flat(l)
          .forEach(
              x -> results.add(x instanceof String s && passes(Cmp.of(text.contains(s)), negated)));
    } else if (literal) {
      l.forEach(x -> results.add(isIn(x, r.getFirst(), negated)));
    } else if (!l.isEmpty() && !r.isEmpty()) {
      BiPredicate<@Nullable Object, List<@Nullable Object>> inSome =
          (x, rights) -> rights.stream().anyMatch(y -> isIn(x, y, false));
      results.add(l.stream().allMatch(x -> inSome.test(x, r) != negated));
    }
  }

  private static boolean isIn(@Nullable Object x, @Nullable Object container, boolean negated) {
    if (x instanceof List<?> list) {
      if (!(container instanceof List<?> c)) {
        return false;
      }
      if (!c.isEmpty() && c.getFirst() instanceof List) {
        return !negated && member(x, c);
      }
      return negated
          ? !list.isEmpty() && list.stream().noneMatch(e -> member(e, c))
          : list.stream().allMatch(e -> member(e, c));
    }
    return container instanceof List<?> c
        ? member(x, c) != negated
        : passes(cmp(x, container), negated);
  }

  private static boolean member(@Nullable Object x, List<?> list) {
    return list.stream().anyMatch(y -> same(y, x));
  }

  private static boolean same(@Nullable Object x, @Nullable Object y) {
    if (x instanceof List<?> a && y instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = same(a.get(i), b.get(i));
      }
      return same;
    }
    if (x instanceof Map<?, ?> a && y instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(k -> same(a.get(k), b.get(k)));
    }
    return cmp(x, y) == Cmp.TRUE;
  }

  private static Cmp cmp(@Nullable Object x, @Nullable Object y) {
    if (x == null || y == null) {
      return x == null && y == null ? Cmp.TRUE : Cmp.NEITHER;
    }
    if (x instanceof List<?> a && y instanceof List<?> b) {
      if (a.size() != b.size()) {
        return Cmp.FALSE;
      }
      for (int i = 0; i < a.size(); i++) {
        var one = cmp(a.get(i), b.get(i));
        if (one != Cmp.TRUE) {
          return one;
        }
      }
      return Cmp.TRUE;
    }
    if (x instanceof Map<?, ?> a && y instanceof Map<?, ?> b) {
      return maps(a, b);
    }
    return x.getClass() == y.getClass() ? Cmp.of(x.equals(y)) : Cmp.NEITHER;
  }

  private static Cmp maps(Map<?, ?> a, Map<?, ?> b) {
    if (a.size() != b.size()) {
      return Cmp.FALSE;
    }
    for (var key : a.keySet()) {
      var one = b.containsKey(key) ? cmp(a.get(key), b.get(key)) : Cmp.FALSE;
      if (one != Cmp.TRUE) {
        return one;
      }
    }
    return Cmp.TRUE;
  }

  private static boolean ordered(String operator, @Nullable Object x, @Nullable Object y) {
    Integer order =
        switch (x) {
          case null -> y == null ? 0 : null;
          case Long a when y instanceof Long b -> a.compareTo(b);
          case Double a when y instanceof Double b -> a.compareTo(b);
          case String a when y instanceof String b -> a.compareTo(b);
          default -> null;
        };
    if (order == null) {
      return false;
    }
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalArgumentException(operator);
    };
  }
}
