package io.cairn.sigma.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.-4",
        "0x1.2.3.4",
        "1.2.3.",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "::1%eth0",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3",
        "1.2.3.4::",
        "[::1]",
        "::1/64",
        "AWS Internal",
        "١.2.3.4",
        "1:2:3:4:5:6:7:8::"
      })
  void shouldRefuseWhenTextIsNoAddress(String text) {
    assertThat(Address.parse(text)).isNull();
  }

  @Test
  void shouldAgreeWithTheJdkWhenAddressesAreRandom() throws UnknownHostException {
    var random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      for (int j = random.nextInt(bytes.length); j > 0; j--) {
        bytes[random.nextInt(bytes.length)] = 0;
      }
      if (bytes.length == 16) {
        bytes[0] |= 0x20; // never IPv4-mapped, which the JDK would turn into IPv4
      }
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      Address address = Address.parse(i % 2 == 0 ? text : shortened(text));
      assertThat(address).as(text).isNotNull();
      BigInteger value =
          new BigInteger(Long.toUnsignedString(address.high()))
              .shiftLeft(64)
              .add(new BigInteger(Long.toUnsignedString(address.low())));
      assertThat(value).as(text).isEqualTo(new BigInteger(1, bytes));
      assertThat(address.isV6()).isEqualTo(bytes.length == 16);
    }
  }

  private static String shortened(String text) {
    return text.replaceFirst("(^|:)0(:0)+(:|$)", "::");
  }
}
