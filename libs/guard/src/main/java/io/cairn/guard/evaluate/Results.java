package io.cairn.guard.evaluate;

import io.cairn.guard.finding.Hit;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The results of a query in document order: values that were found, and values where a path stopped
 * together with the rest of it. Made once and used again; whoever takes one from a run gives it
 * back by the run's mark.
 */
final class Results {

  static final Results NONE = new Results();

  private Value[] values = new Value[4];
  private @Nullable String[] missing = new String[4];
  private int size;
  private boolean literal;
  private boolean stops;
  private boolean lists;

  /** The one result of a literal, which no caller changes. */
  static Results literal(Value value) {
    var results = new Results();
    results.found(value);
    results.literal = true;
    return results;
  }

  void clear() {
    size = 0;
    literal = false;
    stops = false;
    lists = false;
  }

  void found(Value value) {
    add(value, null);
  }

  /** The path stopped at a value; the rest of it is what was missing. */
  void stopped(Value at, String rest) {
    add(at, rest);
  }

  void add(Value value, @Nullable String rest) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
      missing = Arrays.copyOf(missing, size * 2);
    }
    stops |= rest != null;
    lists |= rest == null && value.is(Kind.LIST);
    values[size] = value;
    missing[size++] = rest;
  }

  void addAll(Results others) {
    for (int i = 0; i < others.size; i++) {
      add(others.values[i], others.missing[i]);
    }
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Value value(int index) {
    return values[index];
  }

  boolean isFound(int index) {
    return missing[index] == null;
  }

  @Nullable String missing(int index) {
    return missing[index];
  }

  /** Whether some path stopped. */
  boolean stops() {
    return stops;
  }

  /** Whether some value that was found is a list. */
  boolean hasLists() {
    return lists;
  }

  /** Whether this is one literal, as written in the clause or held by a variable. */
  boolean isLiteral() {
    return literal;
  }

  void markLiteral(boolean is) {
    literal = is;
  }

  Hit hit(int index) {
    return new Hit(values[index], missing[index]);
  }

  boolean holdsList(int index) {
    return values[index].is(Kind.LIST);
  }
}
