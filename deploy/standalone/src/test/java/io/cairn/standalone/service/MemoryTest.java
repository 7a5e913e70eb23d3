package io.cairn.standalone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.standalone.folder.CannotStart;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

  @ParameterizedTest
  @CsvSource({"1600m,1600", "2g,2048", "2G,2048", "3GB,3072"})
  void shouldReadSizes(String text, int megabytes) {
    // Given, When
    var memory = Memory.parse(text);

    // Then
    assertThat(memory.megabytes()).isEqualTo(megabytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "much", "-2g", "1.5g", "999m", "2t"})
  void shouldRefuseWhatIsNoSizeOrTooLittle(String text) {
    // Given, When, Then
    assertThatThrownBy(() -> Memory.parse(text))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("--memory");
  }

  @Test
  void shouldGiveLargerHeapsForMoreMemoryAndNeverMoreThanIsThere() {
    // Given
    var small = Memory.USUAL;
    var large = Memory.parse("4g");

    // When
    int heaps = Arrays.stream(Memory.Share.values()).mapToInt(large::heap).sum();

    // Then
    assertThat(heaps).isLessThan(large.megabytes());
    for (var share : Memory.Share.values()) {
      assertThat(large.heap(share)).isGreaterThan(small.heap(share));
    }
  }
}
