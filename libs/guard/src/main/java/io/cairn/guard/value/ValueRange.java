package io.cairn.guard.value;

/** A range literal; its bounds are of one kind and compared as that kind. */
public record ValueRange(Value low, Value high, boolean lowInclusive, boolean highInclusive) {

  /** Whether a value of the bounds' own kind lies inside. */
  public boolean holds(Value value) {
    int fromLow = order(value, low);
    int toHigh = order(value, high);
    return (lowInclusive ? fromLow >= 0 : fromLow > 0)
        && (highInclusive ? toHigh <= 0 : toHigh < 0);
  }

  public boolean comparesWith(Value value) {
    return value.kind() == low.kind();
  }

  private static int order(Value left, Value right) {
    return left.kind() == Kind.FLOAT
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
