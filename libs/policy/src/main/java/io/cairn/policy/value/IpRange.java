package io.cairn.policy.value;

import org.jspecify.annotations.Nullable;

/**
 * An address or CIDR range of one family, read without any name look-up. Host bits are ignored; the
 * families never meet, not even by v4-mapped v6 addresses.
 *
 * @param v6 the family
 * @param high upper 64 bits of a v6 address, 0 for v4
 * @param low lower 64 bits, or the 32 bits of a v4 address
 * @param prefix number of bits that count
 */
public record IpRange(boolean v6, long high, long low, int prefix) {

  /** A single address or a range, or null if it is neither. */
  public static @Nullable IpRange parse(String text) {
    int slash = text.indexOf('/');
    IpRange address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null || slash < 0) {
      return address;
    }
    int bits = number(text, slash + 1, text.length(), 3);
    if (bits < 0 || bits > address.prefix) {
      return null;
    }
    return new IpRange(address.v6, address.high, address.low, bits);
  }

  /** A single address, or null. */
  public static @Nullable IpRange address(String text) {
    if (text.length() > 45) {
      return null;
    }
    if (text.indexOf(':') >= 0) {
      return v6(text);
    }
    long v4 = v4(text, 0);
    return v4 < 0 ? null : new IpRange(false, 0, v4, 32);
  }

  /** Whether a single address lies in it. */
  public boolean contains(IpRange address) {
    if (v6 != address.v6) {
      return false;
    }
    if (!v6) {
      return prefix == 0 || (low ^ address.low) >>> (32 - prefix) == 0;
    }
    int highBits = Math.min(prefix, 64);
    int lowBits = prefix - highBits;
    return (highBits == 0 || (high ^ address.high) >>> (64 - highBits) == 0)
        && (lowBits == 0 || (low ^ address.low) >>> (64 - lowBits) == 0);
  }

  private static long v4(String text, int from) {
    long value = 0;
    int start = from;
    for (int part = 0; part < 4; part++) {
      int end = part == 3 ? text.length() : text.indexOf('.', start);
      int octet = end < 0 ? -1 : number(text, start, end, 3);
      if (octet < 0 || octet > 255) {
        return -1;
      }
      value = value << 8 | octet;
      start = end + 1;
    }
    return value;
  }

  /** Decimal digits without leading zeros, or -1. */
  private static int number(String text, int from, int to, int maxDigits) {
    if (from >= to || to - from > maxDigits || (to - from > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static @Nullable IpRange v6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    int[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
    if (head == null || tail == null) {
      return null;
    }
    int count = head.length + tail.length;
    if (gap < 0 ? count != 8 : count > 7) {
      return null;
    }
    int[] all = new int[8];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
    return new IpRange(true, word(all, 0), word(all, 4), 128);
  }

  private static long word(int[] groups, int from) {
    return (long) groups[from] << 48
        | (long) groups[from + 1] << 32
        | (long) groups[from + 2] << 16
        | groups[from + 3];
  }

  /** The groups between colons; a dotted v4 tail gives two. Null if malformed. */
  private static int @Nullable [] groups(String text, boolean mayEndInV4) {
    if (text.isEmpty()) {
      return new int[0];
    }
    int[] groups = new int[9];
    int count = 0;
    int start = 0;
    while (start <= text.length()) {
      int colon = text.indexOf(':', start);
      int end = colon < 0 ? text.length() : colon;
      if (colon < 0 && mayEndInV4 && text.indexOf('.', start) >= 0) {
        long v4 = v4(text, start);
        if (v4 < 0 || count > 6) {
          return null;
        }
        groups[count++] = (int) (v4 >>> 16);
        groups[count++] = (int) (v4 & 0xFFFF);
      } else {
        int group = hex(text, start, end);
        if (group < 0 || count > 7) {
          return null;
        }
        groups[count++] = group;
      }
      start = end + 1;
    }
    int[] exact = new int[count];
    System.arraycopy(groups, 0, exact, 0, count);
    return exact;
  }

  private static int hex(String text, int from, int to) {
    if (from >= to || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
