package io.cairn.eventstore.codec;

import java.util.Arrays;

/** Canonical UUIDs in text: 8-4-4-4-12 digits, hexadecimal, lower case. */
final class UuidText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < HEX.length; i++) {
      VALUES[HEX[i]] = (byte) i;
    }
  }

  private UuidText() {}

  /** Whether a canonical UUID fills the text from {@code at} to before {@code end}. */
  static boolean isCanonical(byte[] text, int at, int end) {
    return end - at == EventKey.UUID_CHARS && startsAt(text, at, end);
  }

  /** Whether a canonical UUID begins at {@code at}, whatever follows it. */
  static boolean startsAt(byte[] text, int at, int end) {
    return at >= 0
        && end - at >= EventKey.UUID_CHARS
        && text[at + 8] == '-'
        && text[at + 13] == '-'
        && text[at + 18] == '-'
        && text[at + 23] == '-'
        && areDigits(text, at, 8)
        && areDigits(text, at + 9, 4)
        && areDigits(text, at + 14, 4)
        && areDigits(text, at + 19, 4)
        && areDigits(text, at + 24, 12);
  }

  private static boolean areDigits(byte[] text, int from, int count) {
    int all = 0;
    for (int i = from; i < from + count; i++) {
      all |= VALUES[text[i] & 0xff];
    }
    return all >= 0;
  }

  static long high(byte[] text, int at) {
    return digits(text, at, 8) << 32 | digits(text, at + 9, 4) << 16 | digits(text, at + 14, 4);
  }

  static long low(byte[] text, int at) {
    return digits(text, at + 19, 4) << 48 | digits(text, at + 24, 12);
  }

  private static long digits(byte[] text, int from, int count) {
    long value = 0;
    for (int i = from; i < from + count; i++) {
      value = value << 4 | VALUES[text[i] & 0xff];
    }
    return value;
  }

  /** Writes the 36 characters at {@code at}. */
  static void put(byte[] text, int at, long high, long low) {
    putDigits(text, at, high >>> 32, 8);
    text[at + 8] = '-';
    putDigits(text, at + 9, high >>> 16, 4);
    text[at + 13] = '-';
    putDigits(text, at + 14, high, 4);
    text[at + 18] = '-';
    putDigits(text, at + 19, low >>> 48, 4);
    text[at + 23] = '-';
    putDigits(text, at + 24, low, 12);
  }

  private static void putDigits(byte[] text, int at, long value, int count) {
    long rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = HEX[(int) rest & 15];
      rest >>>= 4;
    }
  }
}
