package io.cairn.regex;

import java.util.Arrays;

/**
 * UTF-8 for text that may hold unpaired surrogates, which are written as the three bytes their code
 * point would have. Java's own encoder replaces them, so that two different texts would become one.
 */
public final class Utf8 {
  private Utf8() {}

  /** Encodes a whole text. */
  public static byte[] encode(CharSequence text) {
    byte[] out = new byte[Math.multiplyExact(text.length(), 3)];
    int at = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = Character.codePointAt(text, i);
      at = put(codePoint, out, at);
      i += Character.charCount(codePoint);
    }
    return Arrays.copyOf(out, at);
  }

  /**
   * Writes one code point and returns the index behind it; {@code out} must have four bytes left.
   */
  public static int put(int codePoint, byte[] out, int at) {
    int size = size(codePoint);
    if (size == 1) {
      out[at] = (byte) codePoint;
      return at + 1;
    }
    for (int i = size - 1; i > 0; i--) {
      out[at + i] = (byte) (0x80 | (codePoint >> (6 * (size - 1 - i)) & 0x3F));
    }
    out[at] = (byte) (LEAD[size] | codePoint >> (6 * (size - 1)));
    return at + size;
  }

  /** How many bytes a code point takes, 1 to 4. */
  public static int size(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** How many bytes the sequence has that starts with this byte; 1 for a byte that starts none. */
  public static int sizeFromLead(byte lead) {
    int unsigned = lead & 0xFF;
    return unsigned < 0xC0 ? 1 : unsigned < 0xE0 ? 2 : unsigned < 0xF0 ? 3 : 4;
  }

  /** Reads the code point at an index of well-formed bytes. */
  public static int codePointAt(byte[] utf8, int at) {
    int size = sizeFromLead(utf8[at]);
    if (size == 1) {
      return utf8[at] & 0xFF;
    }
    int codePoint = utf8[at] & (0xFF >> (size + 1));
    for (int i = 1; i < size; i++) {
      codePoint = codePoint << 6 | (utf8[at + i] & 0x3F);
    }
    return codePoint;
  }

  private static final int[] LEAD = {0, 0, 0xC0, 0xE0, 0xF0};
}
