package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Walks one JSON text in a byte array and checks it as it goes: syntax, UTF-8, depth, and names
 * that occur twice. It binds nothing; the caller asks for the strings it wants. Not thread-safe.
 *
 * <p>Objects: {@code for (boolean more = c.enterObject(); more; more = c.nextMember())}; each turn
 * must consume exactly one value. Lists alike, with {@code enterArray} and {@code nextElement}.
 */
final class JsonCursor {
  private final int maxDepth;
  private final int[] objectSerials;
  private final LongSet names = new LongSet();
  private final TextCache texts = new TextCache();
  private byte[] bytes = {};
  private int start;
  private int end;
  private int pos;
  private int depth;
  private int serial;
  private int stringStart;
  private int stringEnd;
  private boolean stringEscaped;
  private long stringHash;

  JsonCursor(int maxDepth) {
    this.maxDepth = maxDepth;
    this.objectSerials = new int[maxDepth + 2];
  }

  void reset(byte[] text, int offset, int length) {
    bytes = text;
    start = offset;
    end = offset + length;
    pos = offset;
    depth = 0;
    serial = 0;
    names.clear();
  }

  /** Byte offset inside the text. */
  int offset() {
    return pos - start;
  }

  /** The next byte that is no white space, not consumed; 0 at the end. */
  byte peek() {
    skipWhitespace();
    return pos < end ? bytes[pos] : 0;
  }

  void expectEnd() {
    skipWhitespace();
    if (pos < end) {
      throw wrong("there is something after the end of the record");
    }
  }

  boolean enterObject() {
    open((byte) '{', "an object");
    objectSerials[depth] = ++serial;
    if (peek() == '}') {
      close();
      return false;
    }
    readName();
    return true;
  }

  boolean nextMember() {
    byte b = peek();
    if (b == ',') {
      pos++;
      readName();
      return true;
    }
    if (b == '}') {
      close();
      return false;
    }
    throw wrong("expected ',' or '}' in an object");
  }

  boolean enterArray() {
    open((byte) '[', "a list");
    if (peek() == ']') {
      close();
      return false;
    }
    return true;
  }

  boolean nextElement() {
    byte b = peek();
    if (b == ',') {
      pos++;
      return true;
    }
    if (b == ']') {
      close();
      return false;
    }
    throw wrong("expected ',' or ']' in a list");
  }

  /** Consumes a value of any kind. */
  void skipValue() {
    switch (peek()) {
      case '{' -> {
        for (boolean more = enterObject(); more; more = nextMember()) {
          skipValue();
        }
      }
      case '[' -> {
        for (boolean more = enterArray(); more; more = nextElement()) {
          skipValue();
        }
      }
      case '"' -> scanString();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> scanNumber();
    }
  }

  /** Consumes a string; {@link #string()} then gives its text. */
  void scanString() {
    if (peek() != '"') {
      throw wrong("expected a string");
    }
    stringStart = ++pos;
    stringEscaped = false;
    stringHash = 0;
    while (true) {
      pos = PlainText.end(bytes, pos, end);
      if (pos >= end) {
        throw wrong("a string without an end");
      }
      byte b = bytes[pos];
      if (b == '"') {
        stringEnd = pos++;
        return;
      }
      if (b == '\\') {
        stringEscaped = true;
        scanEscape();
      } else if (b < 0) {
        scanMultiByte();
      } else {
        throw wrong("a control character inside a string");
      }
    }
  }

  /** Text of the string or name that was scanned last. */
  String string() {
    if (!stringEscaped) {
      if (stringHash == 0) {
        stringHash = TextCache.hash(bytes, stringStart, stringEnd);
      }
      return texts.text(bytes, stringStart, stringEnd, stringHash);
    }
    return JsonEscapes.decode(new String(bytes, stringStart, stringEnd - stringStart, UTF_8));
  }

  /** Length in bytes, escapes not undone, of the string that was scanned last. */
  int stringLength() {
    return stringEnd - stringStart;
  }

  /** Whether the string that was scanned last begins with these ASCII characters. */
  boolean stringStartsWith(String ascii) {
    int length = ascii.length();
    if (stringLength() < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[stringStart + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Consumes any value and gives its text between the quotes, or as it stands when no string. */
  String scalarText() {
    if (peek() == '"') {
      scanString();
      return string();
    }
    int from = pos;
    skipValue();
    return new String(bytes, from, pos - from, UTF_8);
  }

  private void open(byte bracket, String what) {
    if (peek() != bracket) {
      throw wrong("expected " + what);
    }
    if (++depth > maxDepth) {
      throw new RefusedException(
          RefusalCode.TOO_DEEP, offset(), "nested deeper than " + maxDepth + " levels");
    }
    pos++;
  }

  private void close() {
    pos++;
    depth--;
  }

  private void readName() {
    scanString();
    int nameStart = stringStart;
    if (!names.add(mix(nameHash() ^ (objectSerials[depth] * 0x9E3779B97F4A7C15L)))) {
      throw new RefusedException(
          RefusalCode.DUPLICATE_KEY,
          nameStart - start,
          "the name \"" + shortened(string()) + "\" occurs twice in one object");
    }
    if (peek() != ':') {
      throw wrong("expected ':' after a name");
    }
    pos++;
  }

  private static String shortened(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }

  /** Of the name as it reads, so that an escape does not hide that it occurs twice. */
  private long nameHash() {
    if (stringEscaped) {
      byte[] text = string().getBytes(UTF_8);
      return TextCache.hash(text, 0, text.length);
    }
    stringHash = TextCache.hash(bytes, stringStart, stringEnd);
    return stringHash;
  }

  private static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  private void skipWhitespace() {
    while (pos < end) {
      byte b = bytes[pos];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return;
      }
      pos++;
    }
  }

  private void scanEscape() {
    if (pos + 1 >= end) {
      throw wrong("a string without an end");
    }
    switch (bytes[pos + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> pos += 2;
      case 'u' -> {
        for (int i = pos + 2; i < pos + 6; i++) {
          if (i >= end || Character.digit(bytes[i], 16) < 0) {
            throw wrong("\\u without four hexadecimal digits");
          }
        }
        pos += 6;
      }
      default -> throw wrong("an escape that JSON does not have");
    }
  }

  private void scanMultiByte() {
    int length = Utf8.sequenceLength(bytes, pos, end);
    if (length == 0) {
      throw wrong("bytes that are not UTF-8");
    }
    pos += length;
  }

  private void literal(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (pos + i >= end || bytes[pos + i] != word.charAt(i)) {
        throw wrong("expected a JSON value");
      }
    }
    pos += word.length();
  }

  private void scanNumber() {
    int from = pos;
    if (pos < end && bytes[pos] == '-') {
      pos++;
    }
    int whole = pos;
    digits(from);
    if (bytes[whole] == '0' && pos - whole > 1) {
      pos = from;
      throw wrong("a number that begins with 0");
    }
    if (pos < end && bytes[pos] == '.') {
      pos++;
      digits(from);
    }
    if (pos < end && (bytes[pos] == 'e' || bytes[pos] == 'E')) {
      pos++;
      if (pos < end && (bytes[pos] == '+' || bytes[pos] == '-')) {
        pos++;
      }
      digits(from);
    }
  }

  private void digits(int numberStart) {
    int from = pos;
    while (pos < end && bytes[pos] >= '0' && bytes[pos] <= '9') {
      pos++;
    }
    if (pos == from) {
      if (from == numberStart) {
        throw wrong(pos < end ? "expected a JSON value" : "the record ends too early");
      }
      throw wrong("a number without digits");
    }
  }

  private RefusedException wrong(String what) {
    return new RefusedException(RefusalCode.NOT_JSON, offset(), what);
  }
}
