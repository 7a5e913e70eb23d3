package io.cairn.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class DeadLetterWriterTest {
  private static final String REASON = "read from an old place";

  @Inject DeadLetterWriter writer;
  @Inject DeadLetters letters;
  @Inject DataSource dataSource;

  @Test
  void shouldKeepBothLettersWhenATopicMadeAnewReachesAnOldPlace() throws Exception {
    // Given
    Letter before = letter("poison of the old topic");
    Letter after = letter("poison of the new topic");
    Letter again = letter("poison of the new topic");

    // When
    try (Connection connection = dataSource.getConnection()) {
      writer.write(connection, List.of(before, after, again));
    }

    // Then
    assertThat(letters.list(100, null).items())
        .filteredOn(letter -> letter.reason().equals(REASON))
        .extracting(DeadLetter::id)
        .containsExactlyInAnyOrder(before.id(), after.id());
  }

  private static Letter letter(String value) {
    return new Letter(
        UUID.randomUUID(),
        "config.item.recorded.v1",
        3,
        1_000_000L,
        "key",
        value.getBytes(UTF_8),
        Map.of(),
        REASON,
        null);
  }
}
