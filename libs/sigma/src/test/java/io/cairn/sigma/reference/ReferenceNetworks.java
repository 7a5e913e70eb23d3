package io.cairn.sigma.reference;

import io.cairn.sigma.expression.Network;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Networks by the JDK's address parser, behind a strict look at the text. */
@NullMarked
final class ReferenceNetworks {
  private static final Pattern V4 =
      Pattern.compile("((0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])(\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private ReferenceNetworks() {}

  static boolean contains(Network network, String text) {
    byte[] address = address(text);
    boolean isV6 = network.base().isV6();
    if (address == null || isV6 != (address.length == 16)) {
      return false;
    }
    int bits = address.length * 8;
    BigInteger base =
        isV6
            ? unsigned(network.base().high()).shiftLeft(64).add(unsigned(network.base().low()))
            : unsigned(network.base().low());
    int shift = bits - network.prefixLength();
    return new BigInteger(1, address).shiftRight(shift).equals(base.shiftRight(shift));
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static byte @Nullable [] address(String text) {
    boolean v4 = V4.matcher(text).matches();
    if (!v4 && !V6.matcher(text).matches()) {
      return null;
    }
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      // The JDK turns an IPv4-mapped IPv6 address into an IPv4 one; to Sigma it stays what is
      // written.
      return !v4 && bytes.length == 4 ? mapped(bytes) : bytes;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static byte[] mapped(byte[] v4) {
    byte[] v6 = new byte[16];
    v6[10] = (byte) 0xFF;
    v6[11] = (byte) 0xFF;
    System.arraycopy(v4, 0, v6, 12, 4);
    return v6;
  }
}
