package io.cairn.sigma.engine;

import io.cairn.regex.Utf8;
import io.cairn.sigma.MalformedEventException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads JSON tokens from bytes, strictly by RFC 8259, and refuses with the offset. Belongs to one
 * thread.
 */
final class JsonBytes {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;

  private byte[] in = new byte[0];
  private int base;
  private int end;
  private int at;
  private int oddities;
  private boolean escaped;

  void open(byte[] bytes, int offset, int length) {
    in = bytes;
    base = offset;
    at = offset;
    end = offset + length;
    oddities = 0;
  }

  int at() {
    return at;
  }

  void at(int position) {
    at = position;
  }

  byte[] bytes() {
    return in;
  }

  /**
   * Counts white space between tokens and escapes: a stretch without any is compact as it stands.
   */
  int oddities() {
    return oddities;
  }

  /** Whether the string read last had escapes. */
  boolean escaped() {
    return escaped;
  }

  MalformedEventException error(String message, int position) {
    return new MalformedEventException(message, position - base);
  }

  /** The next byte that is no white space, not consumed; 0 at the end. */
  int peek() {
    while (at < end) {
      byte b = in[at];
      if (b > ' ') {
        return b;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        break;
      }
      at++;
      oddities++;
    }
    return at < end ? in[at] & 0xFF : 0;
  }

  boolean skip(char token) {
    if (peek() != token) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char token, String where) {
    if (!skip(token)) {
      throw error(
          at < end
              ? "expected '" + token + "' " + where
              : "the event ends early: expected '" + token + "'",
          at);
    }
  }

  void expectEnd() {
    peek();
    if (at < end) {
      throw error("text behind the event", at);
    }
  }

  /** Moves behind a string whose opening quote is next; returns the index of its closing quote. */
  int string() {
    int start = at++;
    escaped = false;
    while (at < end) {
      skipPlain();
      if (at == end) {
        break;
      }
      byte b = in[at];
      if (b == '"') {
        return at++;
      }
      if (b == '\\') {
        escape();
      } else if (b < 0) {
        codePoint();
      } else if (b < ' ') {
        throw error("a control character inside a string", at);
      } else {
        at++;
      }
    }
    throw error("a string without its closing quote", start);
  }

  /**
   * Moves, eight bytes at a time, to the next quote, backslash, control character or byte beyond
   * ASCII.
   */
  private void skipPlain() {
    int last = end - Long.BYTES;
    while (at <= last) {
      long word = (long) WORDS.get(in, at);
      long special =
          (zeros(word ^ (ONES * '"')) | zeros(word ^ (ONES * '\\')) | below(word) | word)
              & HIGH_BITS;
      if (special != 0) {
        at +=
            Long.numberOfTrailingZeros(special)
                >>> 3; // a borrow can flag only bytes behind the first
        return;
      }
      at += Long.BYTES;
    }
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  private static long below(long word) {
    return (word - ONES * ' ') & ~word;
  }

  private void escape() {
    escaped = true;
    oddities++;
    int kind = at + 1 < end ? in[at + 1] : 0;
    switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
      case 'u' -> {
        for (int i = at + 2; i < at + 6; i++) {
          if (i >= end || Character.digit(in[i], 16) < 0) {
            throw error("\\u without four hexadecimal digits", at);
          }
        }
        at += 6;
      }
      default -> throw error("an escape that JSON does not have", at);
    }
  }

  private void codePoint() {
    int size = Utf8.sizeFromLead(in[at]);
    boolean whole = size > 1 && at + size <= end;
    for (int i = 1; whole && i < size; i++) {
      whole = (in[at + i] & 0xC0) == 0x80;
    }
    int codePoint = whole ? Utf8.codePointAt(in, at) : -1;
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (!whole
        || Utf8.size(codePoint) != size
        || codePoint > Character.MAX_CODE_POINT
        || surrogate) {
      throw error("bytes that are not UTF-8", at);
    }
    at += size;
  }

  /** Moves behind a number that starts here. */
  void number() {
    int start = at;
    if (at < end && in[at] == '-') {
      at++;
    }
    int digits = at;
    digits(start);
    if (in[digits] == '0' && at > digits + 1) {
      throw error("a number with a leading zero", start);
    }
    if (at < end && in[at] == '.') {
      at++;
      digits(start);
    }
    if (at < end && (in[at] | 0x20) == 'e') {
      at++;
      if (at < end && (in[at] == '+' || in[at] == '-')) {
        at++;
      }
      digits(start);
    }
  }

  private void digits(int start) {
    int from = at;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw error("expected a value", start);
    }
  }

  /** Moves behind {@code true}, {@code false} or {@code null}. */
  void word(String word) {
    int start = at;
    for (int i = 0; i < word.length(); i++) {
      if (at == end || in[at] != word.charAt(i)) {
        throw error("expected a value", start);
      }
      at++;
    }
  }
}
