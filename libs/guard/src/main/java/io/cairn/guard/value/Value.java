package io.cairn.guard.value;

import io.cairn.guard.pattern.GuardPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a document or a rule text, 32 bytes. Text may still be bytes of the document it came
 * from, and a container may still be closed; both change once, when first read. Values of an
 * eagerly read document have nothing closed and may be shared between threads; those of a guided
 * one belong to the thread that reads them. Map keys are {@link Keys} objects.
 */
public final class Value {

  private static final Value[] NO_VALUES = {};
  private static final String[] NO_KEYS = {};

  /** The bytes of a closed container, and which keys open at once inside. */
  record Closed(byte[] bytes, KeySet open) {}

  private final Kind kind;

  /** A number's bits, or where text or a closed container stands: offset and length. */
  private final long number;

  private Object content;
  private Value @Nullable [] children;

  private Value(Kind kind, long number, Object content, Value @Nullable [] children) {
    this.kind = kind;
    this.number = number;
    this.content = content;
    this.children = children;
  }

  /** A new null; every call makes a new object, because findings find a place by identity. */
  public static Value ofNull() {
    return new Value(Kind.NULL, 0, "", NO_VALUES);
  }

  public static Value of(boolean value) {
    return new Value(Kind.BOOL, value ? 1 : 0, "", NO_VALUES);
  }

  public static Value of(long value) {
    return new Value(Kind.INT, value, "", NO_VALUES);
  }

  public static Value of(double value) {
    return new Value(Kind.FLOAT, Double.doubleToRawLongBits(value), "", NO_VALUES);
  }

  public static Value of(String value) {
    return new Value(Kind.STRING, 0, value, NO_VALUES);
  }

  /** Text that stays bytes until it is read: valid UTF-8 without escapes. */
  static Value ofBytes(byte[] bytes, int from, int to) {
    return new Value(Kind.STRING, (long) from << 32 | (to - from), bytes, NO_VALUES);
  }

  /** Text that stays as JSON writes it, with its quotes, until it is read. */
  static Value ofJson(Closed source, int from, int to) {
    return new Value(Kind.STRING, (long) from << 32 | (to - from), source, NO_VALUES);
  }

  static Value closed(Kind kind, Closed source, int from, int to) {
    return new Value(kind, (long) from << 32 | (to - from), source, null);
  }

  public static Value ofChar(int codePoint) {
    return new Value(Kind.CHAR, codePoint, "", NO_VALUES);
  }

  public static Value of(GuardPattern pattern) {
    return new Value(Kind.REGEX, 0, pattern, NO_VALUES);
  }

  public static Value of(ValueRange range) {
    return new Value(Kind.RANGE, 0, range, NO_VALUES);
  }

  public static Value of(List<Value> values) {
    return list(values.toArray(NO_VALUES));
  }

  public static Value of(Map<String, Value> values) {
    var keys = new ArrayList<String>(values.size());
    values.keySet().forEach(key -> keys.add(Keys.of(key)));
    return map(keys.toArray(NO_KEYS), values.values().toArray(NO_VALUES));
  }

  /** The binding of a parameter that exists but was not given: an empty result, not a value. */
  public static Value nothing() {
    return new Value(Kind.NOTHING, 0, "", NO_VALUES);
  }

  /** A part that was not recorded. */
  public static Value unknown() {
    return new Value(Kind.UNKNOWN, 0, "", NO_VALUES);
  }

  /** A list that owns the array. */
  public static Value list(Value[] values) {
    return new Value(Kind.LIST, 0, "", values);
  }

  /** A map that owns both arrays; keys are distinct {@link Keys} objects. */
  public static Value map(String[] keys, Value[] values) {
    return new Value(Kind.MAP, 0, MapKeys.content(keys), values);
  }

  public Kind kind() {
    return kind;
  }

  public boolean is(Kind other) {
    return kind == other;
  }

  /** Whether this is neither a list nor a map. */
  public boolean isScalar() {
    return kind != Kind.LIST && kind != Kind.MAP;
  }

  public boolean asBoolean() {
    return number != 0;
  }

  public long asLong() {
    return number;
  }

  public double asDouble() {
    return Double.longBitsToDouble(number);
  }

  /** The text of a string. */
  public String string() {
    if (content instanceof String text) {
      return text;
    }
    var text =
        content instanceof Closed source
            ? new JsonText(source.bytes(), utf8From(), utf8To()).string()
            : new String(utf8(), utf8From(), utf8To() - utf8From(), StandardCharsets.UTF_8);
    content = text;
    return text;
  }

  /** Whether the text of this string is still bytes of its document. */
  public boolean isUtf8() {
    return content instanceof byte[];
  }

  public byte[] utf8() {
    return (byte[]) content;
  }

  public int utf8From() {
    return (int) (number >>> 32);
  }

  public int utf8To() {
    return (int) (number >>> 32) + (int) number;
  }

  /** An upper bound of the length of this string in characters, without decoding it. */
  public int textLength() {
    return content instanceof String text ? text.length() : (int) number;
  }

  /** Whether this string has a text that is given twice, as such and as its bytes. */
  public boolean isText(String text, byte[] utf8) {
    return content instanceof byte[] bytes
        ? Arrays.equals(bytes, utf8From(), utf8To(), utf8, 0, utf8.length)
        : text.equals(string());
  }

  public GuardPattern pattern() {
    return (GuardPattern) content;
  }

  public ValueRange range() {
    return (ValueRange) content;
  }

  /** The members of a list or map; none for every other kind. The array is not to be changed. */
  public Value[] children() {
    var known = children;
    return known == null ? open() : known;
  }

  private Value[] open() {
    var source = (Closed) content;
    var opened = new JsonReader(source.bytes(), utf8From(), utf8To(), source.open()).container();
    content = opened.content;
    var values = opened.children();
    children = values;
    return values;
  }

  /** The number of members of a list or map; 0 for every other kind. */
  public int size() {
    return children().length;
  }

  public Value child(int index) {
    return children()[index];
  }

  public String key(int index) {
    return keys()[index];
  }

  String[] keys() {
    if (kind != Kind.MAP) {
      return NO_KEYS;
    }
    if (children == null) {
      open();
    }
    return MapKeys.keys(content);
  }

  /** The value under a {@link Keys} object, or null if this is no map or has no such key. */
  public @Nullable Value get(String key) {
    if (kind != Kind.MAP) {
      return null;
    }
    var values = children();
    int place = MapKeys.place(content, key);
    return place < 0 ? null : values[place];
  }

  /** The value under any text, or null if this is no map or has no such key. */
  public @Nullable Value find(String key) {
    return kind == Kind.MAP ? get(Keys.of(key)) : null;
  }

  /** This map with one key set or replaced; the other members stay the same objects. */
  public Value with(String key, Value value) {
    var own = Keys.of(key);
    var values = children();
    int place = MapKeys.place(content, own);
    var keys = place < 0 ? Arrays.copyOf(keys(), values.length + 1) : keys();
    var grown = Arrays.copyOf(values, keys.length);
    int at = place < 0 ? keys.length - 1 : place;
    keys[at] = own;
    grown[at] = value;
    return map(keys, grown);
  }

  /** A scalar as text, as {@code parse_string} writes it; a list or map by its size. */
  public String text() {
    return switch (kind) {
      case NULL -> "null";
      case BOOL -> Boolean.toString(asBoolean());
      case INT -> Long.toString(number);
      case FLOAT -> Double.toString(asDouble());
      case STRING -> string();
      case CHAR -> Character.toString((int) number);
      case LIST -> "a list of " + size();
      case MAP -> "a map of " + size();
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
