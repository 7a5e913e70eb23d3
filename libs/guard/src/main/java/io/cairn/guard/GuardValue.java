package io.cairn.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One immutable value of a document or a rule text: null, boolean, 64-bit integer, double, string,
 * character, list, map with ordered string keys, regular expression or range. Kinds never convert:
 * 1, 1.0 and "1" are three values.
 */
public final class GuardValue {

  /** What a value is; the last two never come from a document. */
  public enum Kind {
    NULL("null"),
    BOOL("a boolean"),
    INT("a whole number"),
    FLOAT("a decimal number"),
    STRING("text"),
    CHAR("a character"),
    LIST("a list"),
    MAP("a map"),
    REGEX("a pattern"),
    RANGE("a range"),
    /** An optional parameter that was not given: a variable bound to it has no result at all. */
    NOTHING("nothing"),
    /** A part that was not recorded: a query that meets it makes the verdict undecidable. */
    UNKNOWN("not recorded");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final int INDEXED_FROM = 16;
  private static final GuardValue[] NONE = {};
  private static final String[] NO_KEYS = {};

  private final Kind kind;
  private final long number;
  private final Object content;
  private final GuardValue[] children;
  private @Nullable Map<String, Integer> places;

  private GuardValue(Kind kind, long number, Object content, GuardValue[] children) {
    this.kind = kind;
    this.number = number;
    this.content = content;
    this.children = children;
  }

  /**
   * A new null. Every call makes a new object, because findings find a value's place by identity.
   */
  public static GuardValue ofNull() {
    return new GuardValue(Kind.NULL, 0, "", NONE);
  }

  public static GuardValue of(boolean value) {
    return new GuardValue(Kind.BOOL, value ? 1 : 0, "", NONE);
  }

  public static GuardValue of(long value) {
    return new GuardValue(Kind.INT, value, "", NONE);
  }

  public static GuardValue of(double value) {
    return new GuardValue(Kind.FLOAT, Double.doubleToRawLongBits(value), "", NONE);
  }

  public static GuardValue of(String value) {
    return new GuardValue(Kind.STRING, 0, value, NONE);
  }

  public static GuardValue of(List<GuardValue> values) {
    return list(values.toArray(NONE));
  }

  public static GuardValue of(Map<String, GuardValue> values) {
    var keys = new ArrayList<String>(values.size());
    var children = new ArrayList<GuardValue>(values.size());
    values.forEach(
        (key, value) -> {
          keys.add(key);
          children.add(value);
        });
    return map(keys.toArray(NO_KEYS), children.toArray(NONE));
  }

  /** The binding of a parameter that exists but was not given: an empty result, not a value. */
  public static GuardValue nothing() {
    return new GuardValue(Kind.NOTHING, 0, "", NONE);
  }

  static GuardValue unknown() {
    return new GuardValue(Kind.UNKNOWN, 0, "", NONE);
  }

  static GuardValue ofChar(int codePoint) {
    return new GuardValue(Kind.CHAR, codePoint, "", NONE);
  }

  static GuardValue of(GuardPattern pattern) {
    return new GuardValue(Kind.REGEX, 0, pattern, NONE);
  }

  static GuardValue of(GuardRange range) {
    return new GuardValue(Kind.RANGE, 0, range, NONE);
  }

  /** A list that owns the array. */
  static GuardValue list(GuardValue[] values) {
    return new GuardValue(Kind.LIST, 0, "", values);
  }

  /** A map that owns both arrays; keys are distinct. */
  static GuardValue map(String[] keys, GuardValue[] values) {
    return new GuardValue(Kind.MAP, 0, keys, values);
  }

  public Kind kind() {
    return kind;
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isScalar() {
    return kind != Kind.LIST && kind != Kind.MAP;
  }

  boolean asBoolean() {
    return number != 0;
  }

  long asLong() {
    return number;
  }

  double asDouble() {
    return Double.longBitsToDouble(number);
  }

  /** The text of a string; empty for every other kind. */
  public Optional<String> asText() {
    return kind == Kind.STRING ? Optional.of(string()) : Optional.empty();
  }

  /** The text of a string. */
  String string() {
    return (String) content;
  }

  GuardPattern pattern() {
    return (GuardPattern) content;
  }

  GuardRange range() {
    return (GuardRange) content;
  }

  /** The number of members of a list or map; 0 for every other kind. */
  public int size() {
    return children.length;
  }

  /** The elements of a list; empty for every other kind. */
  public List<GuardValue> elements() {
    return kind == Kind.LIST ? List.of(children) : List.of();
  }

  /** The members of a map in their order; empty for every other kind. */
  public Map<String, GuardValue> entries() {
    Map<String, GuardValue> entries = new LinkedHashMap<>();
    var keys = keys();
    for (int i = 0; i < keys.length; i++) {
      entries.put(keys[i], children[i]);
    }
    return entries;
  }

  GuardValue child(int index) {
    return children[index];
  }

  GuardValue[] children() {
    return children;
  }

  String key(int index) {
    return keys()[index];
  }

  private String[] keys() {
    return kind == Kind.MAP ? (String[]) content : NO_KEYS;
  }

  /** The value under a key of a map, or null if this is no map or has no such key. */
  public @Nullable GuardValue get(String key) {
    int place = indexOf(key);
    return place < 0 ? null : children[place];
  }

  int indexOf(String key) {
    var keys = keys();
    if (keys.length >= INDEXED_FROM) {
      return index(keys).getOrDefault(key, -1);
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private Map<String, Integer> index(String[] keys) {
    var known = places;
    if (known == null) {
      var made = new HashMap<String, Integer>(keys.length * 2);
      for (int i = 0; i < keys.length; i++) {
        made.put(keys[i], i);
      }
      // An immutable copy is safe to publish without a lock; two threads at worst both build it.
      known = Map.copyOf(made);
      places = known;
    }
    return known;
  }

  /** This map with one key set or replaced; the other members stay the same objects. */
  GuardValue with(String key, GuardValue value) {
    int place = indexOf(key);
    var keys = place < 0 ? Arrays.copyOf(keys(), keys().length + 1) : keys();
    var values = Arrays.copyOf(children, keys.length);
    int at = place < 0 ? keys.length - 1 : place;
    keys[at] = key;
    values[at] = value;
    return map(keys, values);
  }

  /** A scalar as text, as {@code parse_string} writes it; a list or map by its size. */
  String text() {
    return switch (kind) {
      case NULL -> "null";
      case BOOL -> Boolean.toString(asBoolean());
      case INT -> Long.toString(number);
      case FLOAT -> Double.toString(asDouble());
      case STRING -> string();
      case CHAR -> Character.toString((int) number);
      case LIST -> "a list of " + children.length;
      case MAP -> "a map of " + children.length;
      case REGEX -> "/" + pattern().source() + "/";
      case RANGE -> range().toString();
      case NOTHING, UNKNOWN -> kind.words();
    };
  }

  @Override
  public String toString() {
    return kind == Kind.STRING ? '"' + string() + '"' : text();
  }
}
