package io.cairn.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@NullMarked
class SchemaTest {

  static Stream<Arguments> payloads() {
    return Stream.of(
        Arguments.of(Topic.CONFIG_COMPLIANCE_CHANGED, ComplianceChanged.class),
        Arguments.of(Topic.FINDING_UPDATED, FindingUpdated.class));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void shouldNameEveryMemberOfThePayloadInItsCommittedSchema(Topic topic, Class<?> payload)
      throws IOException {
    // Given
    Path file =
        Path.of(
            System.getProperty("cairn.root"), "deploy/kafka/schemas", topic.topicName() + ".json");

    // When
    JsonNode schema = new ObjectMapper().readTree(file.toFile());

    // Then
    List<String> names = new ArrayList<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent member : payload.getRecordComponents()) {
      names.add(member.getName());
      if (!member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(member.getName());
      }
    }
    assertThat(schema.path("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(names);
    assertThat(schema.path("required"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(required);
  }
}
