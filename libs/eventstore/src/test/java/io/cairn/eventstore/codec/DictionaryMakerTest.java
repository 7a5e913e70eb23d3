package io.cairn.eventstore.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class DictionaryMakerTest {
  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static int compressed(byte[] text, Dictionary dictionary) {
    var packed = new ByteWriter(1_024);
    try (var compressor = new Compressor(3, dictionary)) {
      return compressor.compress(text, text.length, packed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 4_000})
  void shouldMakeOneThatHelpsWhetherTextsAreAlikeOrDifferent(int words) {
    // Given: texts of few different words, and of many
    RandomGenerator random = random(words);
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder();
      for (int k = 0; k < 12; k++) {
        int word = random.nextInt(words);
        text.append("\"member").append(word).append("\":\"value of ").append(word * 7_919L);
      }
      samples.add(text.toString().getBytes(UTF_8));
    }
    byte[] unseen = samples.removeLast();

    // When
    byte[] made = new DictionaryMaker(16_384, 3).make(samples);

    // Then
    assertThat(made).isNotNull().hasSizeLessThanOrEqualTo(16_384);
    var dictionary = new Dictionary(1, made == null ? new byte[0] : made);
    assertThat(compressed(unseen, dictionary)).isLessThan(compressed(unseen, Dictionary.NONE));
    var packed = new ByteWriter(1_024);
    try (var compressor = new Compressor(3, dictionary)) {
      compressor.compress(unseen, unseen.length, packed);
    }
    assertThat(Decompressor.decompress(packed.array(), 0, packed.size(), unseen.length, dictionary))
        .isEqualTo(unseen);
  }

  @Test
  void shouldMakeNoneWhenSamplesAreFewOrRandom() {
    // Given
    RandomGenerator random = random(1);
    List<byte[]> noise = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[200];
      random.nextBytes(bytes);
      noise.add(bytes);
    }

    // When, Then
    assertThat(new DictionaryMaker(1_024, 3).make(noise)).isNull();
    assertThat(new DictionaryMaker(1_024, 3).make(List.of(new byte[10]))).isNull();
    assertThat(new DictionaryMaker(1_024, 3).make(List.of())).isNull();
  }
}
