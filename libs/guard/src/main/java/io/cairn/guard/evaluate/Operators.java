package io.cairn.guard.evaluate;

import io.cairn.guard.finding.Hit;
import io.cairn.guard.finding.Tally;
import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import org.jspecify.annotations.Nullable;

/** The binary operators over lists of results; what they do depends on which side is a literal. */
final class Operators {

  private final Run run;
  private final Equality equality;
  private final Membership membership;

  Operators(Run run, Equality equality) {
    this.run = run;
    this.equality = equality;
    this.membership = new Membership(equality);
  }

  void compare(Binary operator, boolean negated, Results left, Results right, Tally tally) {
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

  /** The values on the left; each one that was not found is a failure. */
  private Results foundLeft(Results left, Tally tally) {
    if (!left.stops()) {
      return left;
    }
    var found = run.take();
    for (int i = 0; i < left.size(); i++) {
      if (left.isFound(i)) {
        found.found(left.value(i));
      } else {
        fail(tally, left.hit(i), null);
      }
    }
    return found;
  }

  /** The values on the right; each one that was not found is a failure for each on the left. */
  private Results foundRight(Results left, Results right, Tally tally) {
    if (!right.stops()) {
      return right;
    }
    var found = run.take();
    for (int i = 0; i < right.size(); i++) {
      if (right.isFound(i)) {
        found.found(right.value(i));
      } else {
        for (int k = 0; k < left.size(); k++) {
          run.spend(1);
          fail(tally, left.hit(k), right.hit(i));
        }
      }
    }
    return found;
  }

  private static void fail(Tally tally, Hit left, @Nullable Hit right) {
    if (tally.collects()) {
      tally.add(false, left, right);
    } else {
      tally.count(false);
    }
  }

  private Results flat(Results results) {
    if (!results.hasLists()) {
      return results;
    }
    var out = run.take();
    for (int i = 0; i < results.size(); i++) {
      if (results.holdsList(i)) {
        for (var child : results.value(i).children()) {
          run.spend(1);
          out.found(child);
        }
      } else {
        out.found(results.value(i));
      }
    }
    return out;
  }

  private void pair(boolean negated, Value left, Value right, Tally tally) {
    tally.add(equality.equal(left, right).passes(negated), left, right);
  }

  private void equal(boolean negated, Results left, Results right, Tally tally) {
    if (left.isLiteral() && right.isLiteral()) {
      pair(negated, left.value(0), right.value(0), tally);
    } else if (left.isLiteral()) {
      var l = left.value(0);
      var found = foundRight(left, right, tally);
      var rights = l.is(Kind.LIST) ? found : flat(found);
      for (int i = 0; i < rights.size(); i++) {
        pair(negated, l, rights.value(i), tally);
      }
    } else if (right.isLiteral()) {
      var r = right.value(0);
      var found = foundLeft(left, tally);
      var lefts = r.is(Kind.LIST) ? found : flat(found);
      for (int i = 0; i < lefts.size(); i++) {
        pair(negated, lefts.value(i), oneElement(lefts.value(i), r), tally);
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
  private static Value oneElement(Value left, Value literal) {
    return literal.is(Kind.LIST) && left.isScalar() && literal.size() == 1
        ? literal.child(0)
        : literal;
  }

  /** Equal if the longer side lacks nothing in the other; unequal if it shares nothing with it. */
  private void sets(boolean negated, Results a, Results b, Tally tally) {
    boolean leftIsLonger = a.size() > b.size();
    var longer = leftIsLonger ? a : b;
    var other = leftIsLonger ? b : a;
    int culprit = -1;
    for (int i = 0; i < longer.size() && culprit < 0; i++) {
      if (holds(other, longer.value(i)) == negated) {
        culprit = i;
      }
    }
    if (culprit < 0 || leftIsLonger) {
      tally.add(culprit < 0, a.value(Math.max(0, culprit)), b.value(0));
    } else {
      tally.add(false, a.value(0), b.value(culprit));
    }
  }

  private boolean holds(Results results, Value value) {
    for (int i = 0; i < results.size(); i++) {
      if (equality.same(results.value(i), value)) {
        return true;
      }
    }
    return false;
  }

  private void order(Binary operator, Results left, Results right, Tally tally) {
    var l = flat(foundLeft(left, tally));
    var r = flat(foundRight(l, right, tally));
    for (int i = 0; i < l.size(); i++) {
      for (int k = 0; k < r.size(); k++) {
        int order = equality.order(l.value(i), r.value(k));
        tally.add(holds(operator, order), l.value(i), r.value(k));
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

  private void in(boolean negated, Results left, Results right, Tally tally) {
    if (right.isLiteral()) {
      inLiteral(negated, foundLeft(left, tally), right.value(0), tally);
    } else if (left.isLiteral()) {
      literalIn(negated, left.value(0), foundRight(left, right, tally), tally);
    } else {
      var a = foundLeft(left, tally);
      var b = foundRight(a, right, tally);
      if (!a.isEmpty() && !b.isEmpty()) {
        eachIn(negated, a, b, tally);
      }
    }
  }

  private void inLiteral(boolean negated, Results found, Value literal, Tally tally) {
    boolean text = literal.is(Kind.STRING);
    var lefts = text ? flat(found) : found;
    for (int i = 0; i < lefts.size(); i++) {
      var value = lefts.value(i);
      boolean passes =
          text
              ? value.is(Kind.STRING) && part(value, literal) != negated
              : membership.isIn(negated, value, literal);
      tally.add(passes, value, literal);
    }
  }

  private boolean part(Value value, Value text) {
    run.spend(1 + text.textLength() / 64);
    return text.string().contains(value.string());
  }

  private void literalIn(boolean negated, Value literal, Results right, Tally tally) {
    if (!right.hasLists() && literal.is(Kind.LIST) && !right.isEmpty()) {
      boolean passes = !negated || literal.size() > 0;
      for (var child : literal.children()) {
        passes &= holds(right, child) != negated;
      }
      tally.add(passes, literal, right.value(0));
      return;
    }
    for (int i = 0; i < right.size(); i++) {
      tally.add(membership.isIn(negated, literal, right.value(i)), literal, right.value(i));
    }
  }

  /** Each left result in some right one; inverted, no left result in any. One miss is enough. */
  private void eachIn(boolean negated, Results left, Results right, Tally tally) {
    int culprit = -1;
    for (int i = 0; i < left.size() && culprit < 0; i++) {
      boolean inSome = false;
      for (int k = 0; k < right.size() && !inSome; k++) {
        inSome = membership.isIn(false, left.value(i), right.value(k));
      }
      if (inSome == negated) {
        culprit = i;
      }
    }
    tally.add(culprit < 0, left.value(Math.max(0, culprit)), right.value(0));
  }
}
