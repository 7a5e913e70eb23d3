package io.cairn.findings.notification;

import static io.cairn.findings.Api.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.findings.Api;
import io.cairn.findings.detection.Events;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SNS as a small server that speaks its query protocol. */
@NullMarked
@QuarkusTest
class SnsTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alerts";

  private final String account = Api.account();
  private final Receiver sns;

  SnsTest() throws IOException {
    sns = new Receiver();
  }

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterAll
  static void noCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @AfterEach
  void close() {
    sns.close();
  }

  private String target(Object... settings) {
    return Targets.id(
        Targets.make(
            Map.of("kind", "sns", "topicArn", TOPIC, "endpoint", sns.url("")), account, settings));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      fields.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }

  @Test
  void shouldPublishWordsForPeopleAndJsonForMachines() {
    // Given
    sns.answer(
        exchange ->
            Receiver.reply(
                exchange,
                200,
                "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>m-1"
                    + "</MessageId></PublishResult></PublishResponse>"));

    // When
    JsonPath result = Targets.test(target("name", "Ärger ".repeat(20)));

    // Then
    assertThat(result.getString("detail")).isEqualTo("SNS message m-1");
    Map<String, String> published = form(sns.received().getFirst().text());
    assertThat(published)
        .containsEntry("Action", "Publish")
        .containsEntry("TopicArn", TOPIC)
        .containsEntry("MessageStructure", "json")
        .containsEntry("MessageAttributes.entry.1.Name", "type");
    assertThat(published.get("Subject"))
        .hasSize(100)
        .startsWith("[TEST] Cairn can reach ?rger")
        .endsWith("...");
    var message = new JsonPath(published.getOrDefault("Message", ""));
    assertThat(message.getString("default")).startsWith("[TEST]").contains("What to do: nothing.");
    assertThat(new JsonPath(message.getString("sqs")).getString("type")).isEqualTo("test");
    assertThat(sns.received().getFirst().header("authorization"))
        .contains("AKIDEXAMPLE/")
        .contains("/eu-west-1/sns/aws4_request");
  }

  @Test
  void shouldPublishOneMessageForSeveralFindings() {
    // Given
    sns.answer(
        exchange ->
            Receiver.reply(
                exchange,
                200,
                "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>m-2"
                    + "</MessageId></PublishResult></PublishResponse>"));
    Events.addRule(account);
    String target = target("gatherWindow", "PT2S", "listed", 2);
    try (var probe = new KafkaProbe()) {
      Events.send(probe, account, List.of(event(0)));
      soon(() -> assertThat(sns.received()).hasSize(1));

      // When
      Events.send(probe, account, IntStream.range(1, 13).mapToObj(this::event).toList());

      // Then
      soon(() -> assertThat(Targets.deliveries(target, "DELIVERED")).hasSize(2));
    }
    assertThat(sns.received()).hasSize(2);
    Map<String, String> published = form(sns.received().getLast().text());
    assertThat(published)
        .containsEntry("TopicArn", TOPIC)
        .containsEntry("MessageStructure", "json")
        .containsValues("severity", "high", "type", "summary");
    assertThat(published.get("Subject")).startsWith("[HIGH] 12 changes gathered");
    var message = new JsonPath(published.getOrDefault("Message", ""));
    assertThat(message.getString("default"))
        .contains("What: 12 new, about 12 findings")
        .contains("2 of 12: [HIGH] New finding")
        .contains("/mentions lists all 12");
    var machine = new JsonPath(message.getString("sqs"));
    assertThat(machine.getString("type")).isEqualTo("summary");
    assertThat(machine.getInt("summary.findings")).isEqualTo(12);
    assertThat(machine.getList("summary.listed")).hasSize(2);
    assertThat(Targets.deliveries(target, "DELIVERED").getFirst())
        .containsEntry("change", "SUMMARY")
        .containsEntry("mentions", 12);
  }

  /** An event of a role of its own, hence a finding of its own. */
  private String event(int role) {
    return Events.putBucketPolicy(account, "e-" + role, "2026-03-04T12:00:00Z")
        .replace("team/ci", "team/r-" + role);
  }

  @Test
  void shouldTellTheCodeWhenSnsRefuses() {
    // Given
    sns.answer(
        exchange ->
            Receiver.reply(
                exchange,
                403,
                "<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error>"
                    + "</ErrorResponse>"));

    // When
    JsonPath result = Targets.test(target());

    // Then
    assertThat(result.getBoolean("delivered")).isFalse();
    assertThat(result.getString("detail"))
        .isEqualTo("SNS refused to publish to " + TOPIC + ": AuthorizationError");
    assertThat(sns.received()).hasSize(1);
  }
}
