package io.cairn.guard.value;

import io.cairn.guard.GuardDocumentException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A place in JSON bytes and what stands there: white space, strings, containers to skip. */
class JsonText {

  static final int MAX_DEPTH = 120;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  byte[] bytes;
  int end;
  int at;

  /** Whether all bytes of the string that was scanned last are ASCII. */
  boolean ascii;

  JsonText(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** The byte here, or -1 at the end. */
  final int peek() {
    return at < end ? bytes[at] & 0xff : -1;
  }

  final void space() {
    while (at < end) {
      byte b = bytes[at];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        return;
      }
      at++;
    }
  }

  /**
   * Goes to the first quote, backslash or control character at or behind this place, eight bytes at
   * a time, and fails if there is none.
   */
  final void toSpecial() {
    long high = 0;
    int i = at;
    while (i + 8 <= end) {
      long word = (long) WORD.get(bytes, i);
      long quote = word ^ (ONES * '"');
      long slash = word ^ (ONES * '\\');
      long hit =
          (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | ((word - ONES * 0x20) & ~word))
              & HIGHS;
      if (hit != 0) {
        int place = Long.numberOfTrailingZeros(hit) >>> 3;
        // The subtraction borrows upwards only, so the lowest hit is a true one.
        high |= word & HIGHS & ((1L << (place * 8)) - 1);
        ascii &= high == 0;
        at = i + place;
        return;
      }
      high |= word & HIGHS;
      i += 8;
    }
    while (i < end) {
      byte b = bytes[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
        ascii &= high == 0;
        at = i;
        return;
      }
      high |= b < 0 ? 1 : 0;
      i++;
    }
    at = end;
    throw error("the document ends inside a string");
  }

  /** Skips the string that starts here, with its quotes. */
  final void skipString() {
    at++;
    toSpecial();
    while (bytes[at] != '"') {
      if (bytes[at] != '\\') {
        throw error("a control character inside a string");
      }
      at = Math.min(end, at + 2);
      toSpecial();
    }
    at++;
  }

  /** The string that starts here. */
  final String string() {
    int start = ++at;
    ascii = true;
    toSpecial();
    if (bytes[at] == '"') {
      return ascii
          ? new String(bytes, start, at++ - start, StandardCharsets.ISO_8859_1)
          : decode(start, at++);
    }
    var out = new StringBuilder(decode(start, at));
    while (bytes[at] != '"') {
      if (bytes[at] != '\\') {
        throw error("a control character inside a string");
      }
      at++;
      out.append(escape());
      int from = at;
      toSpecial();
      out.append(decode(from, at));
    }
    at++;
    return out.toString();
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
      int next = peek();
      int digit = next < 0 || next > 0x7f ? -1 : Character.digit(next, 16);
      if (digit < 0) {
        throw error("expected four hexadecimal digits");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  final String decode(int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new GuardDocumentException(from, "a string that is not UTF-8");
    }
  }

  /** Skips the container that starts here; its brackets and strings are checked, no more. */
  final void skipContainer(int depth) {
    int level = 0;
    long curly = 0;
    long outer = 0;
    do {
      byte b = peek() < 0 ? 0 : bytes[at];
      switch (b) {
        case '"' -> skipString();
        case '{', '[' -> {
          if (depth + ++level > MAX_DEPTH + 1) {
            throw error("nested deeper than " + MAX_DEPTH + " levels");
          }
          outer = outer << 1 | curly >>> 63;
          curly = curly << 1 | (b == '{' ? 1 : 0);
          at++;
        }
        case '}', ']' -> {
          if ((curly & 1) != (b == '}' ? 1 : 0)) {
            throw error("a bracket that closes another kind of bracket");
          }
          curly = curly >>> 1 | outer << 63;
          outer >>>= 1;
          level--;
          at++;
        }
        case 0 -> throw error("the document ends where a value is expected");
        default -> at++;
      }
    } while (level > 0);
  }

  final GuardDocumentException error(String reason) {
    return new GuardDocumentException(at, reason);
  }
}
