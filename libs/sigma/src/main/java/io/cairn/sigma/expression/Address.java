package io.cairn.sigma.expression;

import org.jspecify.annotations.Nullable;

/**
 * An IP address, read strictly: four decimal parts without leading zeros, or RFC 4291 groups
 * without a zone.
 *
 * @param high first 64 bits; 0 for IPv4
 * @param low last 64 bits; the 32 bits of an IPv4 address
 * @param isV6 the family; an IPv4-mapped IPv6 address is an IPv6 address
 */
public record Address(long high, long low, boolean isV6) {
  private static final int MAX_LENGTH = 45;

  /** The address a text stands for, or null. */
  public static @Nullable Address parse(CharSequence text) {
    if (text.length() < 2 || text.length() > MAX_LENGTH) {
      return null;
    }
    String plain = text.toString();
    if (plain.indexOf(':') < 0) {
      long v4 = parseV4(plain);
      return v4 < 0 ? null : new Address(0, v4, false);
    }
    return parseV6(plain);
  }

  private static long parseV4(String text) {
    long value = 0;
    int parts = 0;
    for (String part : text.split("\\.", -1)) {
      int number = decimal(part);
      if (number < 0 || ++parts > 4) {
        return -1;
      }
      value = value << 8 | number;
    }
    return parts == 4 ? value : -1;
  }

  private static int decimal(String part) {
    if (part.isEmpty() || part.length() > 3 || (part.length() > 1 && part.charAt(0) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      int digit = part.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= 255 ? value : -1;
  }

  private static @Nullable Address parseV6(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      return null;
    }
    int[] groups = new int[8];
    int count =
        gap < 0
            ? readGroups(text, groups, true)
            : readGroups(text.substring(0, gap), groups, false);
    if (gap < 0) {
      return count == 8 ? of(groups) : null;
    }
    int[] tail = new int[8];
    int behind = readGroups(text.substring(gap + 2), tail, true);
    if (count < 0 || behind < 0 || count + behind > 7) {
      return null;
    }
    System.arraycopy(tail, 0, groups, 8 - behind, behind);
    return of(groups);
  }

  private static int readGroups(String text, int[] groups, boolean mayEndInV4) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean v4 = mayEndInV4 && i == parts.length - 1 && parts[i].indexOf('.') >= 0;
      if (count + (v4 ? 2 : 1) > 8) {
        return -1;
      }
      long value = v4 ? parseV4(parts[i]) : group(parts[i]);
      if (value < 0) {
        return -1;
      }
      if (v4) {
        groups[count++] = (int) (value >>> 16);
      }
      groups[count++] = (int) (value & 0xFFFF);
    }
    return count;
  }

  private static int group(String part) {
    if (part.isEmpty() || part.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < part.length(); i++) {
      int digit = part.charAt(i) < 0x80 ? Character.digit(part.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static Address of(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + 4];
    }
    return new Address(high, low, true);
  }
}
