package io.cairn.standalone.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.contracts.Topic;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {
  private static final String TOPIC = Topic.TRAIL_EVENT_RECEIVED.topicName();

  @TempDir private Path temp;
  private DataFolder folder;
  private Secrets secrets;
  private Ports ports;
  private KafkaServer server;

  @BeforeEach
  void start() {
    folder = DataFolder.open(temp.resolve("data"));
    secrets = Secrets.of(folder);
    ports = new Ports(folder, new Random());
    server = node();
    server.start(List.of("trail-service"));
    KafkaTopics.make(server.access(), (short) 1);
  }

  private KafkaServer node() {
    return new KafkaServer(folder, secrets, ports.of("kafka"), ports.of("controller"), false);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void shouldMakeEveryTopicAndItsDeadLetterTopics() throws Exception {
    // Given, When
    Set<String> topics;
    try (var admin = Admin.create(server.access("trail-service").clientSettings())) {
      topics = admin.listTopics().names().get(20, TimeUnit.SECONDS);
    }

    // Then
    for (Topic topic : Topic.values()) {
      assertThat(topics).contains(topic.topicName());
    }
    assertThat(topics)
        .contains(
            "trail-service.trail.event.received.v1.dlq",
            "config-service.trail.event.recorded.v1.dlq",
            "findings-service.config.compliance.changed.v1.dlq");
    assertThat(KafkaTopics.make(server.access(), (short) 1)).isZero();
  }

  @Test
  void shouldRefuseAClientWithoutCredentials() {
    // Given
    Map<String, Object> bare = impatient(server.access());
    bare.put("security.protocol", "PLAINTEXT");
    bare.remove("sasl.mechanism");
    bare.remove("sasl.jaas.config");

    // When, Then
    try (var admin = Admin.create(bare)) {
      assertThatThrownBy(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void shouldRefuseAClientWithAWrongPasswordOnBothListeners() {
    // Given
    for (String listener : List.of("kafka", "controller")) {
      var wrong = KafkaAccess.plain("127.0.0.1:" + ports.of(listener), "trail-service", "wrong");

      // When, Then
      try (var admin = Admin.create(impatient(wrong))) {
        assertThatThrownBy(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS))
            .hasCauseInstanceOf(SaslAuthenticationException.class);
      }
    }
  }

  private static Map<String, Object> impatient(KafkaAccess access) {
    Map<String, Object> settings = new HashMap<>(access.clientSettings());
    settings.put("default.api.timeout.ms", "4000");
    settings.put("request.timeout.ms", "3000");
    return settings;
  }

  @Test
  void shouldKeepRecordsWhenStoppedAndStarted() throws Exception {
    // Given
    send("kept");

    // When
    server.stop();
    server = node();
    server.start(List.of("trail-service"));

    // Then
    assertThat(read()).isEqualTo("kept");
  }

  private void send(String text) throws Exception {
    Map<String, Object> settings = new HashMap<>(server.access("trail-service").clientSettings());
    settings.put("acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(TOPIC, 0, null, text.getBytes(StandardCharsets.UTF_8)))
          .get(20, TimeUnit.SECONDS);
    }
  }

  private String read() {
    var partition = new TopicPartition(TOPIC, 0);
    try (var consumer =
        new KafkaConsumer<>(
            server.access("trail-service").clientSettings(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = consumer.poll(Duration.ofSeconds(20)).records(partition);
      return records.isEmpty()
          ? ""
          : new String(records.getFirst().value(), StandardCharsets.UTF_8);
    }
  }
}
