package io.cairn.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class CloudTrailGeneratorTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void shouldMakeTheSameRecordsWhenTheSeedIsTheSame() {
    // Given
    var one = new CloudTrailGenerator(7, START);
    var other = new CloudTrailGenerator(7, START);

    // When, Then
    for (int i = 0; i < 500; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }

  @Test
  void shouldMakeWellFormedRecordsOfTheirOwnIdsAndOfRealSize() throws IOException {
    // Given
    var generator = new CloudTrailGenerator(1, START);
    var mapper = new ObjectMapper();
    Set<String> ids = new HashSet<>();
    long bytes = 0;

    // When
    for (int i = 0; i < 2_000; i++) {
      byte[] event = generator.next();
      JsonNode json = mapper.readTree(event);
      ids.add(json.path("eventID").asText());
      bytes += event.length;
      assertThat(json.path("recipientAccountId").asText()).hasSize(12);
    }

    // Then
    assertThat(ids).hasSize(2_000);
    assertThat(bytes / 2_000).isBetween(900L, 1_700L);
  }
}
