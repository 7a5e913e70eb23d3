package io.cairn.guard;

/** A range literal; its bounds are of one kind and compared as that kind. */
record GuardRange(GuardValue low, GuardValue high, boolean lowInclusive, boolean highInclusive) {

  /** Whether a value of the bounds' own kind lies inside. */
  boolean holds(GuardValue value) {
    int fromLow = order(value, low);
    int toHigh = order(value, high);
    return (lowInclusive ? fromLow >= 0 : fromLow > 0)
        && (highInclusive ? toHigh <= 0 : toHigh < 0);
  }

  boolean comparesWith(GuardValue value) {
    return value.kind() == low.kind();
  }

  private static int order(GuardValue left, GuardValue right) {
    return left.kind() == GuardValue.Kind.FLOAT
        ? Double.compare(left.asDouble(), right.asDouble())
        : Long.compare(left.asLong(), right.asLong());
  }

  @Override
  public String toString() {
    return "r"
        + (lowInclusive ? '[' : '(')
        + low.text()
        + ','
        + high.text()
        + (highInclusive ? ']' : ')');
  }
}
