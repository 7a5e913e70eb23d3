package io.cairn.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.contracts.Topic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TopicListTest {

  @Test
  void shouldListTheTopicsOfTheContractsAndNoOthers() {
    // Given
    var contracts = Arrays.stream(Topic.values()).map(Topic::topicName).toList();

    // When
    var listed =
        TopicList.read().topics().stream()
            .map(TopicList.Entry::name)
            .filter(name -> !name.endsWith(".dlq"))
            .toList();

    // Then
    assertThat(listed).containsExactlyInAnyOrderElementsOf(contracts);
  }

  @Test
  void shouldListOneDeadLetterTopicForEachTopicThatAServiceReads() throws IOException {
    // Given
    Set<String> wanted = new TreeSet<>();
    for (String service : List.of("config-service", "trail-service", "findings-service")) {
      for (String topic : topicsReadBy(service)) {
        wanted.add(Topic.ofName(topic).deadLetterTopic(service));
      }
    }

    // When
    var dead =
        TopicList.read().topics().stream().filter(topic -> topic.name().endsWith(".dlq")).toList();

    // Then
    assertThat(dead).extracting(TopicList.Entry::name).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(dead).allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(1));
  }

  private static List<String> topicsReadBy(String service) throws IOException {
    var properties = new Properties();
    var file = Path.of("..", "..", service, "src/main/resources/application.properties");
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties.stringPropertyNames().stream()
        .filter(name -> name.matches("mp\\.messaging\\.incoming\\..*\\.topic"))
        .map(properties::getProperty)
        .toList();
  }

  @Test
  void shouldNameTheMissingKey() {
    // Given
    var yaml = "topics: [{name: config.item.recorded.v1}]\ndeadLetterRetentionMs: 1";

    // When, Then
    assertThatThrownBy(
            () -> TopicList.parse(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("maxMessageBytes")
        .hasMessageContaining("config.item.recorded.v1");
  }
}
