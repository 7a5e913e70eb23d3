package io.cairn.eventstore;

/** The well-formed byte sequences of UTF-8 (Unicode 16, table 3-7). */
final class Utf8 {
  private Utf8() {}

  /** Length of the sequence of two to four bytes at {@code at}, or 0 when it is ill-formed. */
  static int sequenceLength(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xff;
    if (lead >= 0xc2 && lead <= 0xdf) {
      return continues(bytes, at + 1, end, 0x80, 0xbf) ? 2 : 0;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      int low = lead == 0xe0 ? 0xa0 : 0x80;
      int high = lead == 0xed ? 0x9f : 0xbf;
      return continues(bytes, at + 1, end, low, high) && continues(bytes, at + 2, end, 0x80, 0xbf)
          ? 3
          : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
      int low = lead == 0xf0 ? 0x90 : 0x80;
      int high = lead == 0xf4 ? 0x8f : 0xbf;
      return continues(bytes, at + 1, end, low, high)
              && continues(bytes, at + 2, end, 0x80, 0xbf)
              && continues(bytes, at + 3, end, 0x80, 0xbf)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean continues(byte[] bytes, int at, int end, int low, int high) {
    if (at >= end) {
      return false;
    }
    int b = bytes[at] & 0xff;
    return b >= low && b <= high;
  }
}
