package io.cairn.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes to a tree, strictly by RFC 8259 and within bounds. Of a repeated key the last value counts,
 * in the first one's place; a number without fraction and exponent that fits 64 bits is an integer,
 * every other one a double.
 */
final class JsonReader {

  static final int MAX_DEPTH = 120;
  private static final int INDEXED_FROM = 16;

  private final byte[] bytes;
  private int at;

  private JsonReader(byte[] bytes) {
    this.bytes = bytes;
  }

  static GuardValue read(byte[] bytes) {
    var reader = new JsonReader(bytes);
    reader.space();
    var value = reader.value(0);
    reader.space();
    if (reader.at < bytes.length) {
      throw reader.error("text after the end of the document");
    }
    return value;
  }

  private GuardValue value(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH + " levels");
    }
    int next = peek();
    return switch (next) {
      case '{' -> map(depth);
      case '[' -> list(depth);
      case '"' -> GuardValue.of(string());
      case 't' -> word("true", GuardValue.of(true));
      case 'f' -> word("false", GuardValue.of(false));
      case 'n' -> word("null", GuardValue.ofNull());
      default -> {
        if (next == '-' || isDigit(next)) {
          yield number();
        }
        throw error(next < 0 ? "the document ends where a value is expected" : "expected a value");
      }
    };
  }

  private GuardValue map(int depth) {
    at++;
    var keys = new ArrayList<String>();
    var values = new ArrayList<GuardValue>();
    var places = new HashMap<String, Integer>();
    space();
    if (peek() == '}') {
      at++;
      return GuardValue.map(new String[0], new GuardValue[0]);
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw error("expected a key in quotes");
      }
      var key = string();
      space();
      expect(':');
      space();
      put(keys, values, places, key, value(depth + 1));
      space();
      if (!more('}')) {
        return GuardValue.map(keys.toArray(String[]::new), values.toArray(GuardValue[]::new));
      }
    }
  }

  private static void put(
      List<String> keys,
      List<GuardValue> values,
      Map<String, Integer> places,
      String key,
      GuardValue value) {
    int known;
    if (keys.size() < INDEXED_FROM) {
      known = keys.indexOf(key);
    } else {
      if (places.isEmpty()) {
        for (int i = 0; i < keys.size(); i++) {
          places.put(keys.get(i), i);
        }
      }
      known = places.getOrDefault(key, -1);
    }
    if (known >= 0) {
      values.set(known, value);
      return;
    }
    if (!places.isEmpty()) {
      places.put(key, keys.size());
    }
    keys.add(key);
    values.add(value);
  }

  private GuardValue list(int depth) {
    at++;
    var values = new ArrayList<GuardValue>();
    space();
    if (peek() == ']') {
      at++;
      return GuardValue.list(new GuardValue[0]);
    }
    while (true) {
      space();
      values.add(value(depth + 1));
      space();
      if (!more(']')) {
        return GuardValue.list(values.toArray(GuardValue[]::new));
      }
    }
  }

  /** Consumes a comma (true) or the closing bracket (false). */
  private boolean more(char close) {
    int next = peek();
    if (next == ',') {
      at++;
      return true;
    }
    if (next == close) {
      at++;
      return false;
    }
    throw error("expected ',' or '" + close + "'");
  }

  private GuardValue word(String word, GuardValue value) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
        throw error("expected " + word);
      }
    }
    at += word.length();
    return value;
  }

  private GuardValue number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    boolean whole = true;
    if (peek() == '.') {
      whole = false;
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    var text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    return whole ? integer(text, start) : decimal(text, start);
  }

  private GuardValue integer(String text, int start) {
    if (text.length() <= 20) {
      try {
        return GuardValue.of(Long.parseLong(text));
      } catch (NumberFormatException tooLarge) {
        return decimal(text, start);
      }
    }
    return decimal(text, start);
  }

  private GuardValue decimal(String text, int start) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      at = start;
      throw error("a number beyond the range of a double");
    }
    return GuardValue.of(value);
  }

  private void digits() {
    if (!isDigit(peek())) {
      throw error("expected a digit");
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  private String string() {
    int start = ++at;
    boolean ascii = true;
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b == '"') {
        return ascii
            ? new String(bytes, start, at++ - start, StandardCharsets.ISO_8859_1)
            : decode(start, at++);
      }
      if (b == '\\') {
        return escaped(start);
      }
      if (b >= 0 && b < 0x20) {
        throw error("a control character inside a string");
      }
      ascii &= b >= 0;
      at++;
    }
    throw error("the document ends inside a string");
  }

  /** The slow way, from the first escape on. */
  private String escaped(int start) {
    var out = new StringBuilder(decode(start, at));
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b == '"') {
        at++;
        return out.toString();
      }
      if (b == '\\') {
        at++;
        out.append(escape());
      } else {
        int from = at;
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\') {
          if (bytes[at] >= 0 && bytes[at] < 0x20) {
            throw error("a control character inside a string");
          }
          at++;
        }
        out.append(decode(from, at));
      }
    }
    throw error("the document ends inside a string");
  }

  private char escape() {
    int next = peek();
    at++;
    return switch (next) {
      case '"', '\\', '/' -> (char) next;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        at--;
        throw error("an escape that JSON does not have");
      }
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 0 ? -1 : Character.digit(peek(), 16);
      if (digit < 0) {
        throw error("expected four hexadecimal digits");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private String decode(int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new GuardDocumentException(from, "a string that is not UTF-8");
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw error("expected '" + wanted + "'");
    }
    at++;
  }

  private void space() {
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return;
      }
      at++;
    }
  }

  private int peek() {
    return at < bytes.length ? bytes[at] & 0xff : -1;
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  private GuardDocumentException error(String reason) {
    return new GuardDocumentException(at, reason);
  }
}
