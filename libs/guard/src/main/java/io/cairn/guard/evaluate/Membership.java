package io.cairn.guard.evaluate;

import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;

/** What "in" means between one value and one container. */
final class Membership {

  private final Equality equality;

  Membership(Equality equality) {
    this.equality = equality;
  }

  boolean isIn(boolean negated, Value value, Value container) {
    if (value.is(Kind.LIST)) {
      if (!container.is(Kind.LIST)) {
        return false;
      }
      if (container.size() > 0 && container.child(0).is(Kind.LIST)) {
        return !negated && listHolds(container, value);
      }
      return members(negated, value, container);
    }
    if (container.is(Kind.LIST)) {
      return listHolds(container, value) != negated;
    }
    return equality.equal(value, container).passes(negated);
  }

  /** All members, or inverted: at least one member, and none of them. */
  private boolean members(boolean negated, Value list, Value container) {
    boolean passed = !negated || list.size() > 0;
    for (var child : list.children()) {
      passed &= listHolds(container, child) != negated;
    }
    return passed;
  }

  private boolean listHolds(Value list, Value value) {
    for (var child : list.children()) {
      if (equality.same(child, value)) {
        return true;
      }
    }
    return false;
  }
}
