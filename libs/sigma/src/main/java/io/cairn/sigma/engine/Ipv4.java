package io.cairn.sigma.engine;

/** Reads IPv4 addresses from bytes, as strictly as {@code Address} does from text. */
final class Ipv4 {
  static final long NONE = -1;
  private static final int MIN_LENGTH = 7;
  private static final int MAX_LENGTH = 15;

  private Ipv4() {}

  /** The address's 32 bits, or {@link #NONE}. */
  static long parse(byte[] bytes, int from, int to) {
    if (to - from < MIN_LENGTH || to - from > MAX_LENGTH) {
      return NONE;
    }
    long address = 0;
    int part = 0;
    int digits = 0;
    int dots = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        if (digits > 0 && part == 0) {
          return NONE; // a leading zero
        }
        part = part * 10 + digit;
        digits++;
        if (part > 255) {
          return NONE;
        }
      } else if (bytes[at] == '.' && digits > 0 && dots < 3) {
        address = address << 8 | part;
        part = 0;
        digits = 0;
        dots++;
      } else {
        return NONE;
      }
    }
    return dots == 3 && digits > 0 ? address << 8 | part : NONE;
  }
}
