package io.cairn.sigma.engine;

import io.cairn.regex.Utf8;

/** Rewrites well-formed JSON text into a buffer that is large enough. */
final class JsonStrings {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private JsonStrings() {}

  /**
   * Writes the content of a string without its escapes; never longer than what it reads. Returns
   * the end.
   */
  static int unescape(byte[] in, int from, int to, byte[] out, int target) {
    int at = from;
    int end = target;
    while (at < to) {
      if (in[at] != '\\') {
        out[end++] = in[at++];
        continue;
      }
      int codePoint = escape(in, at);
      at += in[at + 1] == 'u' ? 6 : 2;
      if (isPair(codePoint, in, at, to)) {
        codePoint = Character.toCodePoint((char) codePoint, (char) hex(in, at + 2));
        at += 6;
      }
      end = Utf8.put(codePoint, out, end);
    }
    return end;
  }

  private static boolean isPair(int high, byte[] in, int at, int to) {
    return high >= 0xD800
        && high <= 0xDBFF
        && at + 6 <= to
        && in[at] == '\\'
        && in[at + 1] == 'u'
        && Character.isLowSurrogate((char) hex(in, at + 2));
  }

  private static int escape(byte[] in, int at) {
    return switch (in[at + 1]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex(in, at + 2);
      default -> in[at + 1];
    };
  }

  private static int hex(byte[] in, int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 4 | Character.digit(in[at + i], 16);
    }
    return value;
  }

  /**
   * Writes a value as compact JSON: no white space between tokens, strings with the fewest escapes,
   * all else as it is. Never longer than what it reads.
   */
  static int compact(byte[] in, int from, int to, byte[] out, int target) {
    int at = from;
    int end = target;
    while (at < to) {
      byte b = in[at];
      if (b == '"') {
        int close = closingQuote(in, at + 1);
        out[end++] = '"';
        end = requote(in, at + 1, close, out, end);
        out[end++] = '"';
        at = close + 1;
      } else {
        if (b > ' ') {
          out[end++] = b;
        }
        at++;
      }
    }
    return end;
  }

  static int closingQuote(byte[] in, int from) {
    int at = from;
    while (in[at] != '"') {
      at += in[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private static int requote(byte[] in, int from, int to, byte[] out, int target) {
    int at = from;
    int end = target;
    while (at < to) {
      if (in[at] != '\\') {
        out[end++] = in[at++];
        continue;
      }
      int codePoint = escape(in, at);
      at += in[at + 1] == 'u' ? 6 : 2;
      if (isPair(codePoint, in, at, to)) {
        codePoint = Character.toCodePoint((char) codePoint, (char) hex(in, at + 2));
        at += 6;
      }
      end = quote(codePoint, out, end);
    }
    return end;
  }

  private static int quote(int codePoint, byte[] out, int target) {
    int end = target;
    int letter =
        switch (codePoint) {
          case '"', '\\' -> codePoint;
          case '\b' -> 'b';
          case '\f' -> 'f';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 0;
        };
    if (letter != 0) {
      out[end++] = '\\';
      out[end++] = (byte) letter;
      return end;
    }
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (codePoint >= ' ' && !surrogate) {
      return Utf8.put(codePoint, out, end);
    }
    out[end++] = '\\';
    out[end++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      out[end++] = HEX[codePoint >> shift & 15];
    }
    return end;
  }
}
