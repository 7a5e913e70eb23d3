package io.cairn.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EventBatchTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261124})
  void shouldRestoreEveryByteWhenRecordsAreRandom(long seed) {
    // Given
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] event = new byte[1 + random.nextInt(5_000)];
      for (int j = 0; j < event.length; j++) {
        event[j] = (byte) (seed % 2 == 0 ? 32 + random.nextInt(90) : random.nextInt(256));
      }
      records.add(event);
    }

    // When
    List<byte[]> restored = new ArrayList<>();
    for (EventBatch batch : EventBatch.split(records)) {
      assertThat(batch.value().length).isLessThanOrEqualTo(EventBatch.MAX_BYTES);
      restored.addAll(
          EventBatch.parse(batch.value(), batch.headers().get(Headers.LENGTHS)).records());
    }

    // Then
    assertThat(restored).containsExactlyElementsOf(records);
  }

  @Test
  void shouldReadPlainLinesWhenNoLengthsAreGiven() {
    // Given
    byte[] value = "{\"a\":1}\n\n{\"b\":2}".getBytes(UTF_8);

    // When
    EventBatch batch = EventBatch.parse(value, null);

    // Then
    assertThat(batch.texts()).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "7,", "99", "3", "-1", "9999999999"})
  void shouldRefuseWhenLengthsDoNotFit(String lengths) {
    // Given
    byte[] value = "{\"a\":1}\n".getBytes(UTF_8);

    // When, Then
    assertThatThrownBy(() -> EventBatch.parse(value, lengths))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
