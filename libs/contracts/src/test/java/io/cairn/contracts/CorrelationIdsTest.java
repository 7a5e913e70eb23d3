package io.cairn.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class CorrelationIdsTest {
  @Test
  void shouldBeTheOneIdWhenAllRecordsHaveIt() {
    assertThat(CorrelationIds.of(List.of("a", "a")).header()).isEqualTo("a");
  }

  @Test
  void shouldNameEachIdOnceInTheOrderOfTheirComing() {
    assertThat(CorrelationIds.of(Arrays.asList("b", null, "a,b", "c")).header()).isEqualTo("b,a,c");
  }

  @Test
  void shouldSayNothingWhenNoIdIsKnown() {
    assertThat(CorrelationIds.of(Arrays.asList(null, "", null)).header()).isNull();
  }

  @Test
  void shouldSayThatThereAreMoreWhenThereAreTooMany() {
    // Given
    List<String> nine = IntStream.rangeClosed(1, 9).mapToObj(i -> "id" + i).toList();
    // When
    CorrelationIds bounded = CorrelationIds.of(nine);
    // Then
    assertThat(bounded.header()).isEqualTo("id1,id2,id3,id4,id5,id6,id7,id8,+");
    assertThat(CorrelationIds.of(List.of(String.valueOf(bounded.header()), "id1")))
        .isEqualTo(bounded);
    assertThat(CorrelationIds.of(nine.subList(0, 8)).more()).isFalse();
  }
}
