package io.cairn.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class PlainTextTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldStopWhereAByteLoopStops(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < 20_000; round++) {
      // Given: mostly plain text, with special bytes and their neighbours here and there
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        int special = random.nextInt(30);
        bytes[i] =
            switch (special) {
              case 0 -> '"';
              case 1 -> '\\';
              case 2 -> (byte) random.nextInt(256);
              case 3 -> (byte) " !#[]\u001f\t".charAt(random.nextInt(7));
              default -> (byte) ('a' + random.nextInt(26));
            };
      }
      int from = random.nextInt(bytes.length + 1);

      // When
      int end = PlainText.end(bytes, from, bytes.length);

      // Then
      assertThat(end).as("seed %s round %s", seed, round).isEqualTo(slowEnd(bytes, from));
    }
  }

  private static int slowEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] < 0x20 || bytes[i] == '"' || bytes[i] == '\\') {
        return i;
      }
    }
    return bytes.length;
  }
}
