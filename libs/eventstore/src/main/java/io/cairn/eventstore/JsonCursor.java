package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Walks one JSON text in a byte array and checks it as it goes: syntax, UTF-8, depth, and names
 * that occur twice. It binds nothing; the caller asks for the strings it wants. Not thread-safe.
 *
 * <p>Objects: {@code for (boolean more = c.enterObject(); more; more = c.nextMember())}; each turn
 * must consume exactly one value. Lists alike, with {@code enterArray} and {@code nextElement}.
 */
final class JsonCursor {
  private final int maxDepth;
  private final NameCheck names;
  private final BytesCache<String> texts = new BytesCache<>(2_048, 96);
  private byte[] bytes = {};
  private int start;
  private int end;
  private int pos;
  private int depth;
  private int stringStart;
  private int stringEnd;
  private boolean stringEscaped;
  private long stringHash;

  JsonCursor(int maxDepth) {
    this.maxDepth = maxDepth;
    this.names = new NameCheck(maxDepth);
  }

  void reset(byte[] text, int offset, int length) {
    bytes = text;
    start = offset;
    end = offset + length;
    pos = offset;
    depth = 0;
    names.clear();
  }

  /** Byte offset inside the text. */
  int offset() {
    return pos - start;
  }

  /** The next byte that is no white space, not consumed; 0 at the end. */
  byte peek() {
    if (pos < end && bytes[pos] > ' ') {
      return bytes[pos];
    }
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
    names.open(depth);
    if (peek() == '}') {
      closeObject();
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
      closeObject();
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

  /** Text of the string or name that was scanned last; the same object again where it can be. */
  String string() {
    if (stringEscaped) {
      return unescaped();
    }
    return texts.get(bytes, stringStart, stringEnd, stringHash(), JsonCursor::text);
  }

  /** Text of the string that was scanned last, for values that hardly ever come again. */
  String rareString() {
    return stringEscaped ? unescaped() : text(bytes, stringStart, stringEnd);
  }

  /** What stands behind the first colon of the string that was scanned last; null when nothing. */
  @Nullable String stringBehindColon() {
    if (stringEscaped) {
      String text = unescaped();
      int colon = text.indexOf(':');
      return colon < 0 || colon == text.length() - 1 ? null : text.substring(colon + 1);
    }
    for (int i = stringStart; i < stringEnd - 1; i++) {
      if (bytes[i] == ':') {
        long hash = NameHash.of(bytes, i + 1, stringEnd);
        return texts.get(bytes, i + 1, stringEnd, hash, JsonCursor::text);
      }
    }
    return null;
  }

  private static String text(byte[] utf8, int from, int to) {
    return new String(utf8, from, to - from, UTF_8);
  }

  private String unescaped() {
    return JsonEscapes.decode(text(bytes, stringStart, stringEnd));
  }

  private long stringHash() {
    if (stringHash == 0) {
      stringHash = NameHash.of(bytes, stringStart, stringEnd);
    }
    return stringHash;
  }

  /** The name that was scanned last, if it is a known one. */
  KnownNames.@Nullable Name knownName() {
    if (stringEscaped) {
      byte[] text = unescaped().getBytes(UTF_8);
      return KnownNames.of(text, 0, text.length, NameHash.of(text, 0, text.length));
    }
    return KnownNames.of(bytes, stringStart, stringEnd, stringHash());
  }

  /** What the name that was scanned last is to a record. */
  KnownNames.Field field() {
    KnownNames.Name name = knownName();
    return name == null ? KnownNames.Field.OTHER : name.field();
  }

  /** What {@code cache} keeps for the bytes of the string that was scanned last. */
  <V> V cached(BytesCache<V> cache, BytesCache.Maker<V> maker) {
    if (stringEscaped) {
      byte[] text = unescaped().getBytes(UTF_8);
      return cache.get(text, 0, text.length, NameHash.of(text, 0, text.length), maker);
    }
    return cache.get(bytes, stringStart, stringEnd, stringHash(), maker);
  }

  /** The time the string that was scanned last tells, as {@link EventTimes#parse} reads it. */
  @Nullable Instant stringAsTime() {
    Instant plain = stringEscaped ? null : EventTimes.plain(bytes, stringStart, stringEnd);
    return plain != null ? plain : EventTimes.parse(rareString());
  }

  /** Length in bytes, escapes not undone, of the string that was scanned last. */
  int stringLength() {
    return stringEnd - stringStart;
  }

  /** Whether the string that was scanned last begins like an ARN, or might once unescaped. */
  boolean stringMayBeArn() {
    return stringEscaped
        || (stringLength() >= 4
            && bytes[stringStart] == 'a'
            && bytes[stringStart + 1] == 'r'
            && bytes[stringStart + 2] == 'n'
            && bytes[stringStart + 3] == ':');
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

  private void closeObject() {
    names.close(depth);
    close();
  }

  private void close() {
    pos++;
    depth--;
  }

  private void readName() {
    if (peek() != '"') {
      throw wrong("expected a string");
    }
    scanName();
    int nameStart = stringStart;
    if (!names.add(depth, nameHash())) {
      throw new RefusedException(
          RefusalCode.DUPLICATE_KEY,
          nameStart - start,
          "the name \"" + shortened(string()) + "\" occurs twice in one object");
    }
    if (pos < end && bytes[pos] == ':') {
      pos++;
      return;
    }
    if (peek() != ':') {
      throw wrong("expected ':' after a name");
    }
    pos++;
  }

  /** Scans and hashes a plain name in one go; any other is scanned as a string. */
  private void scanName() {
    int at = pos + 1;
    long hash = NameHash.START;
    while (at + Long.BYTES <= end) {
      long word = PlainText.word(bytes, at);
      long special = PlainText.special(word);
      if (special == 0) {
        hash = NameHash.step(hash, word);
        at += Long.BYTES;
        continue;
      }
      int plain = PlainText.first(special);
      if (bytes[at + plain] != '"') {
        break;
      }
      stringStart = pos + 1;
      stringEnd = at + plain;
      stringEscaped = false;
      stringHash = NameHash.end(hash, word, plain);
      pos = stringEnd + 1;
      return;
    }
    scanString();
  }

  private static String shortened(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }

  /** Of the name as it reads, so that an escape does not hide that it occurs twice. */
  private long nameHash() {
    if (stringEscaped) {
      byte[] text = unescaped().getBytes(UTF_8);
      return NameHash.of(text, 0, text.length);
    }
    return stringHash();
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
