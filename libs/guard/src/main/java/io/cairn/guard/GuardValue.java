package io.cairn.guard;

import io.cairn.guard.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One immutable value of a document, or one that a variable of a rule file is bound to. Kinds never
 * convert: 1, 1.0 and "1" are three values.
 */
public final class GuardValue {

  /** What a value is, as rules tell kinds apart. */
  public enum Kind {
    NULL,
    BOOL,
    INT,
    FLOAT,
    STRING,
    LIST,
    MAP,
    /** A character, pattern or range, which only rules hold, or a part that is not there. */
    OTHER
  }

  private final Value value;

  GuardValue(Value value) {
    this.value = value;
  }

  Value value() {
    return value;
  }

  public static GuardValue ofNull() {
    return new GuardValue(Value.ofNull());
  }

  public static GuardValue of(boolean value) {
    return new GuardValue(Value.of(value));
  }

  public static GuardValue of(long value) {
    return new GuardValue(Value.of(value));
  }

  public static GuardValue of(double value) {
    return new GuardValue(Value.of(value));
  }

  public static GuardValue of(String value) {
    return new GuardValue(Value.of(value));
  }

  public static GuardValue of(List<GuardValue> values) {
    return new GuardValue(Value.of(values.stream().map(GuardValue::value).toList()));
  }

  /** A map that keeps the order of the given one. */
  public static GuardValue of(Map<String, GuardValue> values) {
    Map<String, Value> inner = new LinkedHashMap<>();
    values.forEach((key, each) -> inner.put(key, each.value));
    return new GuardValue(Value.of(inner));
  }

  /** The binding of a parameter that exists but was not given: an empty result, not a value. */
  public static GuardValue nothing() {
    return new GuardValue(Value.nothing());
  }

  public Kind kind() {
    return switch (value.kind()) {
      case NULL -> Kind.NULL;
      case BOOL -> Kind.BOOL;
      case INT -> Kind.INT;
      case FLOAT -> Kind.FLOAT;
      case STRING -> Kind.STRING;
      case LIST -> Kind.LIST;
      case MAP -> Kind.MAP;
      case CHAR, REGEX, RANGE, NOTHING, UNKNOWN -> Kind.OTHER;
    };
  }

  /** The text of a string; empty for every other kind. */
  public Optional<String> asText() {
    return kind() == Kind.STRING ? Optional.of(value.string()) : Optional.empty();
  }

  /** The number of members of a list or map; 0 for every other kind. */
  public int size() {
    return value.size();
  }

  /** The elements of a list; empty for every other kind. */
  public List<GuardValue> elements() {
    return kind() == Kind.LIST
        ? Arrays.stream(value.children()).map(GuardValue::new).toList()
        : List.of();
  }

  /** The members of a map in their order; empty for every other kind. */
  public Map<String, GuardValue> entries() {
    Map<String, GuardValue> entries = new LinkedHashMap<>();
    for (int i = 0; kind() == Kind.MAP && i < value.size(); i++) {
      entries.put(value.key(i), new GuardValue(value.child(i)));
    }
    return entries;
  }

  /** Text in quotes, other scalars as they are written, a list or map by its size. */
  @Override
  public String toString() {
    return value.toString();
  }
}
