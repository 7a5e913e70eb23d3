package io.cairn.guard.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a tree by RFC 8259 and within bounds. Of a repeated key the last value counts, in the
 * first one's place; a number without fraction and exponent that fits 64 bits is an integer, every
 * other one a double. A guided reader leaves containers under keys that are not asked for closed.
 */
public final class JsonReader extends JsonText {

  private static final String TYPE = Keys.of("resourceType");
  private static final Value TRUE = Value.of(true);
  private static final Value FALSE = Value.of(false);
  private static final Value NULL = Value.ofNull();
  private static final int SEARCHED = 48;

  /** Room for members that a reader keeps from item to item. */
  private static final int KEPT = 4_096;

  private final @Nullable Function<String, KeySet> guides;
  private KeySet open;
  private Value.@Nullable Closed source;
  private String type = "";
  private String[] keys;
  private Value[] values;
  private int top;

  JsonReader(byte[] bytes, int from, int to, KeySet open) {
    this(bytes, from, to, open, null);
  }

  private JsonReader(
      byte[] bytes, int from, int to, KeySet open, @Nullable Function<String, KeySet> guides) {
    super(bytes, from, to);
    this.open = open;
    this.guides = guides;
    int room = guides == null ? 16 : 256;
    this.keys = new String[room];
    this.values = new Value[room];
  }

  /** Reads a whole document; nothing stays closed and every scalar is an object of its own. */
  public static Value read(byte[] bytes) {
    return new JsonReader(bytes, 0, bytes.length, KeySet.ALL).document();
  }

  /** A reader of items that asks for guidance once it has met an item's type. */
  public static JsonReader guided(Function<String, KeySet> guides) {
    return new JsonReader(new byte[0], 0, 0, KeySet.NONE, guides);
  }

  /** Reads another item; what it works in stays. */
  public Value read(byte[] json, int from, int to) {
    bytes = json;
    at = from;
    end = to;
    open = KeySet.NONE;
    source = null;
    type = "";
    top = 0;
    if (values.length > KEPT) {
      keys = new String[KEPT];
      values = new Value[KEPT];
    }
    return document();
  }

  /** Reads the whole document. */
  private Value document() {
    space();
    var value = value(0, true);
    space();
    if (at < end) {
      throw error("text after the end of the document");
    }
    return value;
  }

  /** The string {@code resourceType} of the root map that was read; empty if there is none. */
  public String type() {
    return type;
  }

  /** The container whose range this reader was given. */
  Value container() {
    return value(1, true);
  }

  @SuppressWarnings("ReferenceEquality") // only an eager reader has this one
  private boolean eager() {
    return open == KeySet.ALL;
  }

  private Value value(int depth, boolean opens) {
    int next = peek();
    if (next == '"') {
      return text();
    }
    if (next == '{' || next == '[') {
      if (depth > MAX_DEPTH) {
        throw error("nested deeper than " + MAX_DEPTH + " levels");
      }
      if (!opens) {
        return closed(next == '{' ? Kind.MAP : Kind.LIST, depth);
      }
      return next == '{' ? map(depth) : list(depth);
    }
    return switch (next) {
      case 't' -> word("true", eager() ? Value.of(true) : TRUE);
      case 'f' -> word("false", eager() ? Value.of(false) : FALSE);
      case 'n' -> word("null", eager() ? Value.ofNull() : NULL);
      default -> {
        if (next == '-' || isDigit(next)) {
          yield number();
        }
        throw error(next < 0 ? "the document ends where a value is expected" : "expected a value");
      }
    };
  }

  private Value closed(Kind kind, int depth) {
    int from = at;
    skipContainer(depth);
    return Value.closed(kind, source(), from, at);
  }

  private Value text() {
    if (eager()) {
      return Value.of(string());
    }
    int start = ++at;
    ascii = true;
    toSpecial();
    if (ascii && bytes[at] == '"') {
      return Value.ofBytes(bytes, start, at++);
    }
    at = start - 1;
    skipString();
    return Value.ofJson(source(), start - 1, at);
  }

  @SuppressWarnings("ReferenceEquality") // the same set of keys
  private Value.Closed source() {
    var known = source;
    if (known == null || known.open() != open) {
      known = new Value.Closed(bytes, open);
      source = known;
    }
    return known;
  }

  private Value map(int depth) {
    at++;
    int base = top;
    space();
    if (peek() == '}') {
      at++;
      return Value.map(new String[0], new Value[0]);
    }
    LargeMap large = null;
    do {
      space();
      if (peek() != '"') {
        throw error("expected a key in quotes");
      }
      var key = key();
      space();
      if (peek() != ':') {
        throw error("expected ':'");
      }
      at++;
      space();
      int next = peek();
      var value = value(depth + 1, (next != '{' && next != '[') || open.has(key));
      if (depth == 0) {
        noteType(key, value);
      }
      if (large == null && top - base >= SEARCHED) {
        large = new LargeMap(keys, base, top);
      }
      put(base, key, value, large);
      space();
    } while (more('}'));
    var map = Value.map(Arrays.copyOfRange(keys, base, top), Arrays.copyOfRange(values, base, top));
    top = base;
    return map;
  }

  private String key() {
    int start = at + 1;
    at = start;
    ascii = true;
    toSpecial();
    if (ascii && bytes[at] == '"') {
      return Keys.of(bytes, start, at++);
    }
    at = start - 1;
    return Keys.of(string());
  }

  @SuppressWarnings("ReferenceEquality") // keys are interned
  private void noteType(String key, Value value) {
    if (guides != null && key == TYPE && value.is(Kind.STRING)) {
      type =
          value.isUtf8()
              ? Keys.of(value.utf8(), value.utf8From(), value.utf8To())
              : Keys.of(value.string());
      open = guides.apply(type);
    }
  }

  @SuppressWarnings("ReferenceEquality") // keys are interned
  private void put(int base, String key, Value value, @Nullable LargeMap large) {
    int place = -1;
    if (large != null) {
      place = large.place(key, top);
    } else {
      for (int i = base; i < top; i++) {
        if (keys[i] == key) {
          place = i;
        }
      }
    }
    if (place >= 0) {
      values[place] = value;
      return;
    }
    if (top == keys.length) {
      keys = Arrays.copyOf(keys, top * 2);
      values = Arrays.copyOf(values, top * 2);
    }
    keys[top] = key;
    values[top++] = value;
  }

  private Value list(int depth) {
    at++;
    int base = top;
    space();
    if (peek() == ']') {
      at++;
      return Value.list(new Value[0]);
    }
    do {
      space();
      var value = value(depth + 1, true);
      if (top == keys.length) {
        keys = Arrays.copyOf(keys, top * 2);
        values = Arrays.copyOf(values, top * 2);
      }
      values[top++] = value;
      space();
    } while (more(']'));
    var list = Value.list(Arrays.copyOfRange(values, base, top));
    top = base;
    return list;
  }

  /** Consumes a comma (true) or the closing bracket (false). */
  private boolean more(char close) {
    int next = peek();
    if (next != ',' && next != close) {
      throw error("expected ',' or '" + close + "'");
    }
    at++;
    return next == ',';
  }

  private Value word(String word, Value value) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= end || bytes[at + i] != word.charAt(i)) {
        throw error("expected " + word);
      }
    }
    at += word.length();
    return value;
  }

  private Value number() {
    int start = at;
    boolean negative = peek() == '-';
    if (negative) {
      at++;
    }
    int first = at;
    long value = 0;
    while (at < end && isDigit(bytes[at])) {
      value = value * 10 + (bytes[at++] - '0');
    }
    int digits = at - first;
    if (digits == 0) {
      throw error("expected a digit");
    }
    if (bytes[first] == '0' && digits > 1) {
      at = first + 1;
      throw error("a number that starts with 0");
    }
    int next = peek();
    if (digits <= 18 && next != '.' && next != 'e' && next != 'E') {
      return Value.of(negative ? -value : value);
    }
    return Decimal.read(this, start);
  }

  static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  String ascii(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }
}
