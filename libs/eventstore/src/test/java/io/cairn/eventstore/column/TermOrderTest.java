package io.cairn.eventstore.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class TermOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldSortLikeAComparisonOfAllBytes(long seed) {
    // Given: terms that share beginnings, end early, and hold zeros and high bytes
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < 200; round++) {
      byte[] start = new byte[random.nextInt(10)];
      random.nextBytes(start);
      int letters = 1 + random.nextInt(4);
      var distinct = new TreeSet<byte[]>(Arrays::compareUnsigned);
      for (int i = random.nextInt(60); i > 0; i--) {
        byte[] term = Arrays.copyOf(start, start.length + random.nextInt(12));
        for (int at = start.length; at < term.length; at++) {
          term[at] = (byte) (random.nextInt(letters) * 0x55);
        }
        distinct.add(term);
      }
      List<byte[]> terms = new ArrayList<>(distinct);
      for (int i = terms.size() - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        byte[] term = terms.get(i);
        terms.set(i, terms.get(other));
        terms.set(other, term);
      }

      // When
      int[] order = TermOrder.of(terms);

      // Then
      assertThat(Arrays.stream(order).mapToObj(terms::get).toList())
          .as("seed %s round %s", seed, round)
          .containsExactlyElementsOf(distinct);
    }
  }
}
