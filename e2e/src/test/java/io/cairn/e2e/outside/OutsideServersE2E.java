package io.cairn.e2e.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.Certificate;
import io.cairn.e2e.suite.CommandResult;
import io.cairn.e2e.suite.OutsideServers;
import io.cairn.e2e.suite.QueueServer;
import io.cairn.e2e.suite.SignedHttp;
import io.cairn.e2e.suite.SuiteUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One suite that speaks TLS and keeps nothing itself: its servers are somebody else's. */
class OutsideServersE2E {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String TOPIC = "trail.event.received.v1";

  @TempDir private static Path folder;
  private static OutsideServers servers;
  private static SuiteUnderTest suite;
  private static Certificate tls;
  private static Api api;

  @BeforeAll
  static void start() {
    servers = OutsideServers.start(folder.resolve("outside"));
    tls = Certificate.make(folder);
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("AWS_ACCESS_KEY_ID", servers.s3Key().id());
    environment.put("AWS_SECRET_ACCESS_KEY", servers.s3Key().secret());
    environment.put("CAIRN_AWS_ALLOW_PRIVATE_ENDPOINTS", "true");
    suite = new SuiteUnderTest(folder.resolve("data"), SuiteUnderTest.freePort(), environment);
    CommandResult up = suite.up(options());
    assertThat(up.out())
        .contains("postgresql", "kafka", "s3", "outside")
        .contains("https://127.0.0.1:" + suite.address().getPort());
    assertThat(suite.data().resolve("postgresql")).doesNotExist();
    api = new Api(https(), suite.cairnOk("token").strip(), tls.trust());
  }

  private static String[] options() {
    List<String> all = new ArrayList<>(List.of(servers.options()));
    all.addAll(List.of("--tls-cert", tls.certificate().toString()));
    all.addAll(List.of("--tls-key", tls.key().toString(), "--no-aot"));
    return all.toArray(String[]::new);
  }

  private static URI https() {
    return URI.create("https://127.0.0.1:" + suite.address().getPort());
  }

  @AfterAll
  static void stop() {
    if (suite != null) {
      suite.close();
    }
    servers.close();
  }

  @Test
  void shouldSpeakTlsAloneWhenItHasACertificate() {
    // When
    Answer trusted = new Api(https(), null, tls.trust()).get("/q/health/ready");
    String status = suite.cairnOk("status");

    // Then
    assertThat(trusted.status()).isEqualTo(200);
    assertThat(status).contains("UP", "https://127.0.0.1");
    assertThatThrownBy(() -> new Api(https(), null).get("/q/health/ready"))
        .as("a client that does not know the certificate")
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> suite.stranger().get("/q/health/ready"))
        .as("plain HTTP")
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void shouldAnswer503AndLoseNothingWhenKafkaIsAway() {
    // Given
    var events = new Events(api, "700000000001");
    events.pushAcknowledged(events.body(20));

    // When
    servers.stopKafka();
    String lost = events.body(20);
    Answer refused = events.push(lost);
    servers.startKafka();

    // Then
    assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.body().path("type").asText()).isEqualTo("/problems/trail-broker-away");
    await("the next push after Kafka's return")
        .atMost(SOON)
        .until(() -> events.push(lost).status() == 202);
    events.awaitEachOnce(40);
    await("the suite's health").atMost(SOON).until(() -> status().equals("UP"));
  }

  private static String status() {
    return api.get("/api/v1/status").body().path("status").asText();
  }

  @Test
  void shouldReadALogFileWhenAQueueNamesIt() throws IOException {
    // Given
    String account = "700000000002";
    var events = new Events(api, account);
    String key =
        "AWSLogs/%s/CloudTrail/eu-west-1/2026/11/24/%s_CloudTrail_eu-west-1_20261124T0000Z_e2e.json.gz"
            .formatted(account, account);
    var s3 = new SignedHttp(servers.s3Key(), "us-east-1", "s3");
    put(s3, "/notified", new byte[0]);
    put(s3, "/notified/" + key, gzip(events.body(25)));
    try (var queue = new QueueServer()) {
      queue.put(
          "m-1",
          "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"awsRegion\":\"eu-west-1\",\"s3\":{\"bucket\":{\"name\":\"notified\"},\"object\":{\"key\":\"%s\",\"size\":1}}}]}"
              .formatted(key));

      // When
      Answer made =
          api.post(
              "/api/v1/trail/sources",
              "{\"name\":\"notified\",\"kind\":\"S3_SQS\",\"region\":\"us-east-1\",\"queueUrl\":\"%s\",\"endpoint\":\"%s\"}"
                  .formatted(queue.url(), servers.s3Endpoint()));
      assertThat(made.status()).as(made.toString()).isEqualTo(201);
      poll();

      // Then
      events.awaitEachOnce(25);
      await("the message's deletion").atMost(SOON).until(queue::isEmpty);
      await("the ledger")
          .atMost(SOON)
          .untilAsserted(
              () -> {
                JsonNode source = ledger("notified");
                assertThat(source.path("stored").asInt()).as(source.toString()).isEqualTo(25);
                assertThat(source.path("received").asInt()).as(source.toString()).isEqualTo(25);
                assertThat(source.path("refused").asInt()).as(source.toString()).isZero();
              });
    }
  }

  private static void put(SignedHttp s3, String path, byte[] body) {
    URI uri = URI.create(servers.s3Endpoint() + path);
    var answer = s3.send(s3.sign("PUT", uri, "application/octet-stream", body));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void poll() {
    String id =
        api.get("/api/v1/trail/sources").items().stream()
            .filter(source -> source.toString().contains("\"notified\""))
            .map(source -> source.path("id").asText(source.path("sourceId").asText()))
            .findFirst()
            .orElseThrow();
    Answer polled = api.post("/api/v1/trail/sources/" + id + "/poll", "{}");
    assertThat(polled.status()).as(polled.toString()).isBetween(200, 299);
  }

  private static JsonNode ledger(String name) {
    return api.get("/api/v1/trail/ledger").items().stream()
        .filter(source -> source.toString().contains("\"" + name + "\""))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the ledger has no " + name));
  }

  @Test
  void shouldTakeOverAPartitionWhenOneOfTwoReplicasIsKilled() {
    assumeTrue(Files.exists(Path.of("/proc/self/environ")), "a replica is copied from /proc");
    List<Events> accounts =
        List.of("700000000011", "700000000012", "700000000013", "700000000014", "700000000015")
            .stream()
            .map(account -> new Events(api, account))
            .toList();
    // Given
    try (var replica = Replica.of(suite, "trail-service")) {
      await("both to read a share of the partitions")
          .atMost(SOON)
          .until(() -> Readers.of("trail-service", TOPIC, servers.kafkaClient()) == 2);
      accounts.forEach(events -> events.pushAcknowledged(events.body(30)));
      accounts.forEach(events -> events.awaitEachOnce(30));

      // When
      accounts.forEach(events -> events.pushAcknowledged(events.body(30)));
      replica.kill();
      accounts.forEach(events -> events.pushAcknowledged(events.body(30)));

      // Then
      accounts.forEach(events -> events.awaitEachOnce(90));
      assertThat(Readers.of("trail-service", TOPIC, servers.kafkaClient())).isEqualTo(1);
    }
  }
}
