package io.cairn.sigma.expression;

import org.jspecify.annotations.Nullable;

/**
 * A network of IPv4 or IPv6 addresses.
 *
 * @param base the first address
 * @param prefixLength leading bits that count, 0 to 32 or 128
 */
public record Network(Address base, int prefixLength) {
  /**
   * Reads {@code address/length}; an address alone is a network of one.
   *
   * @throws IllegalArgumentException where the text is no network, or has bits set behind its
   *     prefix
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    Address base = Address.parse(slash < 0 ? text : text.substring(0, slash));
    if (base == null) {
      throw new IllegalArgumentException("'" + text + "' is no IPv4 or IPv6 network");
    }
    int bits = base.isV6() ? 128 : 32;
    int length = slash < 0 ? bits : prefixLength(text.substring(slash + 1), bits, text);
    var network = new Network(base, length);
    if (!network.first().equals(base)) {
      throw new IllegalArgumentException("'" + text + "' has host bits set behind /" + length);
    }
    return network;
  }

  private static int prefixLength(String digits, int bits, String whole) {
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= 3
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int length = plain ? Integer.parseInt(digits) : -1;
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("'" + whole + "' needs a prefix length from 0 to " + bits);
    }
    return length;
  }

  /** Whether an address lies inside; never across families. */
  public boolean contains(Address address) {
    return address.isV6() == base.isV6()
        && (address.high() & highMask()) == base.high()
        && (address.low() & lowMask()) == base.low();
  }

  /** The address behind the last, or null where there is none. */
  public @Nullable Address behind() {
    long low = base.low() | ~lowMask();
    long high = base.high() | ~highMask();
    if (!base.isV6()) {
      long next = (base.low() | (~lowMask() & 0xFFFF_FFFFL)) + 1;
      return next > 0xFFFF_FFFFL ? null : new Address(0, next, false);
    }
    if (low != -1) {
      return new Address(high, low + 1, true);
    }
    return high == -1 ? null : new Address(high + 1, 0, true);
  }

  private Address first() {
    return new Address(base.high() & highMask(), base.low() & lowMask(), base.isV6());
  }

  private long highMask() {
    return base.isV6() ? mask(Math.min(prefixLength, 64)) : -1L;
  }

  private long lowMask() {
    return base.isV6() ? mask(Math.max(prefixLength - 64, 0)) : mask(prefixLength + 32);
  }

  private static long mask(int leadingBits) {
    return leadingBits == 0 ? 0 : -1L << (64 - leadingBits);
  }
}
