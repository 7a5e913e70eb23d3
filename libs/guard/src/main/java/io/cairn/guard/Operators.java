package io.cairn.guard;

import io.cairn.guard.Equality.Answer;
import io.cairn.guard.GuardValue.Kind;
import io.cairn.guard.Node.Binary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary operators over lists of results; what they do depends on which side is a literal. */
final class Operators {

  private final Equality equality;

  Operators(Equality equality) {
    this.equality = equality;
  }

  void compare(Binary operator, boolean negated, List<Hit> left, List<Hit> right, Tally tally) {
    if (left.isEmpty() || right.isEmpty()) {
      tally.nothingToJudge();
      return;
    }
    switch (operator) {
      case EQ -> equal(negated, left, right, tally);
      case IN -> in(negated, left, right, tally);
      case GE, LE, GT, LT -> order(operator, left, right, tally);
    }
  }

  private static @Nullable Hit literal(List<Hit> hits) {
    return hits.size() == 1 && hits.getFirst().isLiteral() ? hits.getFirst() : null;
  }

  /** The values on the left; each unresolved one is a failure. */
  private static List<Hit> foundLeft(List<Hit> left, Tally tally) {
    var found = new ArrayList<Hit>(left.size());
    for (var hit : left) {
      if (hit.found()) {
        found.add(hit);
      } else {
        tally.add(false, hit, null);
      }
    }
    return found;
  }

  /** The values on the right; each unresolved one is a failure for each value on the left. */
  private static List<Hit> foundRight(List<Hit> left, List<Hit> right, Tally tally) {
    var found = new ArrayList<Hit>(right.size());
    for (var hit : right) {
      if (hit.found()) {
        found.add(hit);
      } else {
        left.forEach(l -> tally.add(false, l, hit));
      }
    }
    return found;
  }

  private void pair(boolean negated, Hit left, Hit right, Tally tally) {
    tally.add(equality.equal(left.value(), right.value()).passes(negated), left, right);
  }

  private void equal(boolean negated, List<Hit> left, List<Hit> right, Tally tally) {
    var l = literal(left);
    var r = literal(right);
    if (l != null && r != null) {
      pair(negated, l, r, tally);
    } else if (l != null) {
      var found = foundRight(left, right, tally);
      (l.value().is(Kind.LIST) ? found : flat(found)).forEach(x -> pair(negated, l, x, tally));
    } else if (r != null) {
      var found = foundLeft(left, tally);
      if (r.value().is(Kind.LIST)) {
        found.forEach(x -> pair(negated, x, oneElement(x, r), tally));
      } else {
        flat(found).forEach(x -> pair(negated, x, r, tally));
      }
    } else {
      var a = foundLeft(left, tally);
      var b = foundRight(a, right, tally);
      if (!a.isEmpty() && !b.isEmpty()) {
        sets(negated, a, b, tally);
      }
    }
  }

  /** A scalar against a list of one is compared with that one. */
  private static Hit oneElement(Hit left, Hit list) {
    return left.value().isScalar() && list.value().size() == 1
        ? Hit.literal(list.value().child(0))
        : list;
  }

  /** Equal if the longer side lacks nothing in the other; unequal if it shares nothing with it. */
  private void sets(boolean negated, List<Hit> a, List<Hit> b, Tally tally) {
    boolean leftIsLonger = a.size() > b.size();
    var longer = leftIsLonger ? a : b;
    var other = leftIsLonger ? b : a;
    Hit culprit = null;
    for (var hit : longer) {
      if (culprit == null && holds(other, hit.value()) == negated) {
        culprit = hit;
      }
    }
    if (culprit == null || leftIsLonger) {
      tally.add(culprit == null, culprit == null ? a.getFirst() : culprit, b.getFirst());
    } else {
      tally.add(false, a.getFirst(), culprit);
    }
  }

  private boolean holds(List<Hit> hits, GuardValue value) {
    for (var hit : hits) {
      if (equality.same(hit.value(), value)) {
        return true;
      }
    }
    return false;
  }

  private static List<Hit> flat(List<Hit> hits) {
    if (hits.stream().noneMatch(hit -> hit.value().is(Kind.LIST))) {
      return hits;
    }
    var out = new ArrayList<Hit>();
    for (var hit : hits) {
      if (hit.value().is(Kind.LIST)) {
        for (var child : hit.value().children()) {
          out.add(Hit.resolved(child));
        }
      } else {
        out.add(hit);
      }
    }
    return out;
  }

  private void order(Binary operator, List<Hit> left, List<Hit> right, Tally tally) {
    var l = flat(foundLeft(left, tally));
    var r = flat(foundRight(l, right, tally));
    for (var a : l) {
      for (var b : r) {
        tally.add(holds(operator, equality.order(a.value(), b.value())), a, b);
      }
    }
  }

  private static boolean holds(Binary operator, int order) {
    if (order == Equality.NO_ORDER) {
      return false;
    }
    return switch (operator) {
      case GE -> order >= 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case LT -> order < 0;
      case EQ, IN -> throw new IllegalArgumentException(operator + " is no order");
    };
  }

  private void in(boolean negated, List<Hit> left, List<Hit> right, Tally tally) {
    var l = literal(left);
    var r = literal(right);
    if (r != null) {
      var found = foundLeft(left, tally);
      if (r.value().is(Kind.STRING)) {
        flat(found).forEach(x -> tally.add(part(x, r).passes(negated), x, r));
      } else {
        found.forEach(x -> tally.add(isIn(negated, x.value(), r.value()), x, r));
      }
    } else if (l != null) {
      literalIn(negated, l, foundRight(left, right, tally), tally);
    } else {
      var a = foundLeft(left, tally);
      var b = foundRight(a, right, tally);
      if (!a.isEmpty() && !b.isEmpty()) {
        eachIn(negated, a, b, tally);
      }
    }
  }

  private static Answer part(Hit left, Hit text) {
    return left.value().is(Kind.STRING)
        ? Answer.of(text.value().string().contains(left.value().string()))
        : Answer.NEITHER;
  }

  private void literalIn(boolean negated, Hit literal, List<Hit> right, Tally tally) {
    boolean anyList = right.stream().anyMatch(hit -> hit.value().is(Kind.LIST));
    if (!anyList && literal.value().is(Kind.LIST) && !right.isEmpty()) {
      boolean passed = members(negated, literal.value(), value -> holds(right, value));
      tally.add(passed, literal, right.getFirst());
    } else {
      right.forEach(r -> tally.add(isIn(negated, literal.value(), r.value()), literal, r));
    }
  }

  /** Each left result in some right one; inverted, no left result in any. One miss is enough. */
  private void eachIn(boolean negated, List<Hit> left, List<Hit> right, Tally tally) {
    Hit culprit = null;
    for (var l : left) {
      boolean inSome = false;
      for (var r : right) {
        inSome = inSome || isIn(false, l.value(), r.value());
      }
      if (culprit == null && inSome == negated) {
        culprit = l;
      }
    }
    tally.add(culprit == null, culprit == null ? left.getFirst() : culprit, right.getFirst());
  }

  private interface Membership {
    boolean test(GuardValue value);
  }

  /** All members, or inverted: at least one member, and none of them. */
  private static boolean members(boolean negated, GuardValue list, Membership in) {
    boolean passed = !negated || list.size() > 0;
    for (var child : list.children()) {
      passed &= in.test(child) != negated;
    }
    return passed;
  }

  private boolean isIn(boolean negated, GuardValue value, GuardValue container) {
    if (value.is(Kind.LIST)) {
      if (!container.is(Kind.LIST)) {
        return false;
      }
      if (container.size() > 0 && container.child(0).is(Kind.LIST)) {
        return !negated && listHolds(container, value);
      }
      return members(negated, value, child -> listHolds(container, child));
    }
    if (container.is(Kind.LIST)) {
      return listHolds(container, value) != negated;
    }
    return equality.equal(value, container).passes(negated);
  }

  private boolean listHolds(GuardValue list, GuardValue value) {
    for (var child : list.children()) {
      if (equality.same(child, value)) {
        return true;
      }
    }
    return false;
  }
}
