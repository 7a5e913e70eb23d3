package io.cairn.eventstore.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class FrameTest {
  private static final String ID = "0af3c1d2-9b1c-4e55-8a77-0123456789ab";
  private static final String OTHER = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static byte[] write(List<Frame.Item> items, Dictionary dictionary) {
    try (var compressor = new Compressor(3, dictionary)) {
      var out = new ByteWriter(16);
      out.put(9);
      new FrameWriter(compressor).write(items, out);
      assertThat(FrameReader.end(out.array(), 1)).isEqualTo(out.size());
      return out.toByteArray();
    }
  }

  private static byte[] keys(List<Frame.Item> items) {
    byte[] keys = new byte[items.size() * EventKey.BYTES];
    for (int i = 0; i < items.size(); i++) {
      items.get(i).key().putTo(keys, i * EventKey.BYTES);
    }
    return keys;
  }

  private static Frame read(byte[] bytes, List<Frame.Item> items, Dictionary dictionary) {
    return FrameReader.read(bytes, 1, bytes.length, keys(items), dictionary);
  }

  private static void shouldComeBack(List<Frame.Item> items, Dictionary dictionary) {
    Frame frame = read(write(items, dictionary), items, dictionary);
    assertThat(frame.events()).hasNumberOfRows(items.size());
    for (int i = 0; i < items.size(); i++) {
      assertThat(frame.events()[i]).as("event %s", i).isEqualTo(items.get(i).bytes());
      assertThat(frame.accounts()[i]).isEqualTo(items.get(i).account());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "{\"eventID\":\"" + ID + "\",\"again\":\"" + ID + "\"}",
        "{\"a\":\"" + OTHER + OTHER + "\",\"b\":\"x" + OTHER + "y\"}",
        "{\"upper\":\"0AF3C1D2-9B1C-4E55-8A77-0123456789AB\"}",
        "{\"short\":\"0af3c1d2-9b1c-4e55-8a77-0123456789a\"}",
        "{\"deadbeef" + ID + "\":1}",
        "0af3c1d2-9b1c-4e55-8a77-0123456789a-" + ID,
        "{\n  \"pretty\": \"" + ID + "\"\r\n\t}",
        "a\u0001b\u0002c\u0003d\u0000e",
        "\u20ac \ud83d\ude00 \u00e9-----"
      })
  void shouldRestoreBytesWhateverTheyHold(String text) {
    Frame.Item item = new Frame.Item(text.getBytes(UTF_8), EventKey.of(ID), null);
    Frame.Item given = new Frame.Item(text.getBytes(UTF_8), EventKey.of("not a uuid"), "123");
    shouldComeBack(List.of(item), Dictionary.NONE);
    shouldComeBack(List.of(item, given, item), Dictionary.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldRestoreBytesWhenEventsAreRandom(long seed) {
    RandomGenerator random = random(seed);
    for (int round = 0; round < 300; round++) {
      List<Frame.Item> items = new ArrayList<>();
      int low = random.nextBoolean() ? 0x20 : 0;
      for (int i = random.nextInt(1, Frame.EVENTS + 1); i > 0; i--) {
        items.add(item(random, low));
      }
      shouldComeBack(items, Dictionary.NONE);
    }
  }

  private static Frame.Item item(RandomGenerator random, int low) {
    var bytes = new ByteWriter(64);
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> bytes.put(ID.getBytes(UTF_8));
        case 1 -> bytes.put(OTHER.getBytes(UTF_8), 0, random.nextInt(OTHER.length() + 1));
        case 2 -> bytes.put(random.nextInt(low, 256));
        default -> bytes.put("{\"eventVersion\":\"1.11\",".getBytes(UTF_8));
      }
    }
    EventKey key = EventKey.of(random.nextBoolean() ? ID : "id-" + random.nextInt(100));
    return new Frame.Item(bytes.toByteArray(), key, random.nextInt(4) == 0 ? "111122223333" : null);
  }

  @Test
  void shouldRestoreBytesWhenADictionaryIsUsed() {
    // Given
    RandomGenerator random = random(4);
    List<byte[]> samples = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      samples.add(
          "{\"eventName\":\"Name%d\",\"user\":\"u%d\"}"
              .formatted(random.nextInt(40), random.nextInt(90))
              .getBytes(UTF_8));
    }
    byte[] trained = new DictionaryMaker(1_024, 3).make(samples);
    assertThat(trained).isNotNull();
    var dictionary = new Dictionary(7, trained == null ? new byte[0] : trained);

    // When, Then
    for (int i = 0; i < 100; i++) {
      shouldComeBack(
          List.of(new Frame.Item(samples.get(i), EventKey.of(ID), null), item(random, 0x20)),
          dictionary);
    }
  }

  @Test
  void shouldNameDamageWhenAnyByteIsChanged() {
    // Given
    RandomGenerator random = random(5);
    List<Frame.Item> items = List.of(item(random, 0x20), item(random, 0x20), item(random, 0x20));
    byte[] written = write(items, Dictionary.NONE);

    for (int i = 1; i < written.length; i++) {
      byte[] damaged = written.clone();
      damaged[i] ^= (byte) (1 << random.nextInt(8));

      // When, Then
      assertThatThrownBy(() -> read(damaged, items, Dictionary.NONE))
          .isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void shouldSortKeysLikeTextsWhenIdsAreCanonical() {
    assertThat(EventKey.of(ID)).isLessThan(EventKey.of(OTHER));
    assertThat(EventKey.of("7fffffff-0000-4000-8000-000000000000"))
        .isLessThan(EventKey.of("80000000-0000-4000-8000-000000000000"));
    assertThat(EventKey.of(ID.toUpperCase(Locale.ROOT))).isNotEqualTo(EventKey.of(ID));
  }

  @Test
  void shouldHashLikeTheReferenceWhenKeyAndInputAreItsOwn() {
    // Given: the example of the SipHash paper, appendix A
    byte[] input = new byte[15];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) i;
    }

    // When
    long hash = new StoreKey(0x0706050403020100L, 0x0f0e0d0c0b0a0908L).hash(0, input);

    // Then
    assertThat(hash).isEqualTo(0xa129ca6149be45e5L);
  }
}
