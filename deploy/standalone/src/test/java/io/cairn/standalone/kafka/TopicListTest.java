package io.cairn.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.contracts.Topic;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  void shouldFollowEachTopicByOneDeadLetterTopicForEachReader() {
    // Given, When
    var dead =
        TopicList.read().topics().stream().filter(topic -> topic.name().endsWith(".dlq")).toList();

    // Then
    assertThat(dead).hasSizeGreaterThanOrEqualTo(Topic.values().length);
    assertThat(dead).allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(1));
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
