package io.cairn.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.gateway.fake.Api;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullMarked
class AuditTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject AuditTrail trail;
  @Inject AuditSpool spool;
  @Inject AuditFormat format;
  @Inject AuditConfig config;

  @BeforeAll
  static void untilTheServicesAreKnown() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        Api.send("GET", Api.base().resolve("/q/health/ready"), "", Map.of())
                            .status())
                    .isEqualTo(200));
  }

  /** The records of one request, which are on the topic by the time it is answered. */
  private static List<JsonNode> recordsOf(String requestId) {
    return records().stream()
        .filter(node -> node.path("requestID").asText().equals(requestId))
        // A record that the broker confirms late is sent again; its event id makes it one.
        .distinct()
        .toList();
  }

  private static List<JsonNode> records() {
    try (KafkaProbe probe = new KafkaProbe()) {
      return probe.readAll(Topic.TRAIL_EVENT_RECEIVED.topicName()).stream()
          .flatMap(
              message ->
                  EventBatch.parse(message.value(), message.headers().get(Headers.LENGTHS))
                      .texts()
                      .stream())
          .map(AuditTest::json)
          .toList();
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode recordOf(Api.Answer answer) {
    List<JsonNode> records = recordsOf(String.valueOf(answer.header("x-amzn-RequestId")));
    assertThat(records).hasSize(1);
    return records.getFirst();
  }

  @Test
  void shouldRecordAllowedRequestInCloudTrailsForm() {
    // When
    Api.Answer answer =
        Api.signed(
            Api.administrator(),
            "GET",
            "/api/v1/config/accounts/123456789012?limit=5&tag=a&tag=b&nextToken=sealed",
            "");
    // Then
    JsonNode entry = recordOf(answer);
    assertThat(entry.path("eventVersion").asText()).isEqualTo("1.11");
    assertThat(entry.path("eventSource").asText()).isEqualTo("cairn");
    assertThat(entry.path("eventName").asText()).isEqualTo("DescribeConfigurationAggregators");
    assertThat(entry.path("awsRegion").asText()).isEqualTo("eu-west-1");
    assertThat(entry.path("sourceIPAddress").asText()).isEqualTo("127.0.0.1");
    assertThat(entry.path("userAgent").asText()).startsWith("Java-http-client");
    assertThat(entry.path("recipientAccountId").asText()).isEqualTo("000000000000");
    assertThat(entry.path("readOnly").booleanValue()).isTrue();
    assertThat(entry.path("eventType").asText()).isEqualTo("AwsApiCall");
    assertThat(entry.path("managementEvent").booleanValue()).isTrue();
    assertThat(entry.path("eventCategory").asText()).isEqualTo("Management");
    assertThat(entry.has("errorCode")).isFalse();
    assertThat(entry.path("eventID").asText()).matches("[0-9a-f-]{36}");
    assertThat(Instant.parse(entry.path("eventTime").asText()))
        .isBetween(Instant.now().minusSeconds(30), Instant.now());
    assertThat(entry.path("eventTime").asText()).hasSize(20);
    JsonNode who = entry.path("userIdentity");
    assertThat(who.path("type").asText()).isEqualTo("IAMUser");
    assertThat(who.path("arn").asText()).isEqualTo("arn:aws:iam::000000000000:user/administrator");
    assertThat(who.path("accountId").asText()).isEqualTo("000000000000");
    assertThat(who.path("userName").asText()).isEqualTo("administrator");
    assertThat(who.path("principalId").asText()).startsWith("AIDA");
    assertThat(who.path("accessKeyId").asText()).isEqualTo(Api.administrator().accessKeyId());
    JsonNode parameters = entry.path("requestParameters");
    assertThat(parameters.path("accountId").asText()).isEqualTo("123456789012");
    assertThat(parameters.path("limit").asText()).isEqualTo("5");
    assertThat(parameters.path("tag")).hasSize(2);
    assertThat(parameters.path("nextToken").asText()).isEqualTo("HIDDEN_DUE_TO_SECURITY_REASONS");
  }

  @Test
  void shouldCountStrangersBeyondTheirAllowanceAndTellOfThemInOneRecord() {
    // Given
    trail.tellOfStrangersNow();
    int sent = config.anonymousPerMinute() + 15;
    List<String> requestIds = new ArrayList<>();
    // When
    for (int i = 0; i < sent; i++) {
      Api.Answer refused = Api.send("GET", Api.base().resolve("/api/v1/flood"), "", Map.of());
      assertThat(refused.status()).isEqualTo(401);
      requestIds.add(String.valueOf(refused.header("x-amzn-RequestId")));
    }
    trail.tellOfStrangersNow();
    // Then
    List<JsonNode> records = records();
    assertThat(records)
        .filteredOn(node -> requestIds.contains(node.path("requestID").asText()))
        .hasSize(config.anonymousPerMinute());
    assertThat(records)
        .filteredOn(node -> node.path("eventName").asText().equals("RefusedRequests"))
        .last()
        .satisfies(
            summary -> {
              JsonNode told = summary.path("requestParameters");
              assertThat(told.path("count").asInt()).isEqualTo(15);
              assertThat(told.path("sourceIPAddresses").get(0).asText()).isEqualTo("127.0.0.1");
              assertThat(summary.path("errorCode").asText()).isEqualTo("AccessDenied");
            });
    assertThat(recordOf(Api.send("GET", Api.base().resolve("/api/v1/after"), "", Map.of())))
        .isNotNull();
  }

  @Test
  void shouldSendRecordUnderSuitesAccountFromSourceGateway() {
    // When
    Api.Answer answer = Api.signed(Api.administrator(), "GET", "/api/v1/trail/events", "");
    // Then
    try (KafkaProbe probe = new KafkaProbe()) {
      List<KafkaProbe.Read> messages =
          probe.read(
              Topic.TRAIL_EVENT_RECEIVED.topicName(),
              m -> m.text().contains(String.valueOf(answer.header("x-amzn-RequestId"))));
      assertThat(messages).hasSize(1);
      assertThat(messages.getFirst().key()).isEqualTo("000000000000");
      assertThat(messages.getFirst().headers())
          .containsEntry("source", "gateway")
          .containsEntry("count", "1")
          .containsEntry("correlation-id", String.valueOf(answer.header("X-Correlation-Id")))
          .containsKey("accepted-at");
    }
  }

  @Test
  void shouldRecordEveryWayOfBeingRefused() {
    Api.Key admin = Api.administrator();
    Api.Key unknown = new Api.Key("AKIAAAAAAAAAAAAAAAAA", "x".repeat(40));
    var resources = Api.base().resolve("/api/v1/config/resources");
    Map<Api.Answer, List<String>> refused =
        Map.of(
            Api.send("GET", resources, "", Map.of()),
            List.of("ListDiscoveredResources", "MissingAuthenticationTokenException"),
            Api.signed(unknown, "GET", "/api/v1/config/resources", ""),
            List.of("ListDiscoveredResources", "InvalidSignatureException"),
            Api.signed(admin, "GET", "/api/v1/config/nothing", ""),
            List.of("UnknownOperation", "UnknownOperationException"),
            Api.signed(admin, "GET", "/api/v1/config/x;y", ""),
            List.of("UnknownOperation", "ValidationException"),
            Api.signed(admin, "GET", "/api/v1/config/undeclared", ""),
            List.of("getUndeclared", "AccessDenied"),
            Api.signed(admin, "GET", "/api/v1/findings", ""),
            List.of("GetFindings", "BadGatewayException"),
            Api.signed(admin, "GET", "/api/v1/config/missing", ""),
            List.of("GetMissing", "ResourceNotFoundException"),
            Api.signed(admin, "POST", "/api/v1/config/accounts", "x".repeat(1_100_000)),
            List.of("PutConfigurationAggregator", "RequestEntityTooLargeException"),
            Api.signed(admin, "POST", "/api/v1/identity/users", "{}"),
            List.of("CreateUser", "ValidationException"));
    refused.forEach(
        (answer, expected) -> {
          JsonNode entry = recordOf(answer);
          assertThat(List.of(entry.path("eventName").asText(), entry.path("errorCode").asText()))
              .isEqualTo(expected);
          assertThat(entry.path("errorMessage").asText()).isNotEmpty();
        });
  }

  @Test
  void shouldNameClaimedKeyOfNobodyAndNeverTheSecret() {
    // Given
    Api.Key unknown = new Api.Key("AKIAAAAAAAAAAAAAAAAA", "topsecret".repeat(5));
    // When
    JsonNode entry = recordOf(Api.signed(unknown, "GET", "/api/v1/config/resources", ""));
    // Then
    assertThat(entry.path("userIdentity").path("type").asText()).isEqualTo("Unknown");
    assertThat(entry.path("userIdentity").path("accessKeyId").asText())
        .isEqualTo("AKIAAAAAAAAAAAAAAAAA");
    assertThat(entry.toString()).doesNotContain("topsecret");
  }

  @Test
  void shouldRecordChangeOnceWithoutItsBody() throws SQLException {
    // When
    Api.Answer answer =
        Api.signed(
            Api.administrator(), "POST", "/api/v1/config/accounts", "{\"externalId\":\"hush\"}");
    // Then
    JsonNode entry = recordOf(answer);
    assertThat(entry.path("readOnly").booleanValue()).isFalse();
    assertThat(entry.path("requestParameters").isNull()).isTrue();
    assertThat(entry.toString()).doesNotContain("hush");
    assertThat(entry.path("additionalEventData").path("AuthenticationMethod").asText())
        .isEqualTo("AuthHeader");
    assertThat(spool.size()).isZero();
  }

  @Test
  void shouldRecordOwnOperationsAndTokensAsTheirs() {
    // When
    Api.Answer token = Api.signed(Api.administrator(), "POST", "/api/v1/identity/tokens", "");
    Api.Answer byToken =
        Api.bearer(token.json().path("accessToken").asText(), "GET", "/api/v1/identity/caller", "");
    // Then
    JsonNode entry = recordOf(token);
    assertThat(entry.path("eventName").asText()).isEqualTo("GetSessionToken");
    assertThat(entry.toString()).doesNotContain(token.json().path("accessToken").asText());
    JsonNode used = recordOf(byToken);
    assertThat(used.path("eventName").asText()).isEqualTo("GetCallerIdentity");
    assertThat(used.path("additionalEventData").path("AuthenticationMethod").asText())
        .isEqualTo("BearerToken");
    assertThat(used.path("userIdentity").path("accessKeyId").asText())
        .isEqualTo(Api.administrator().accessKeyId());
  }

  @Test
  void shouldNotRecordHealthStatusAndPages() {
    for (String path :
        List.of("/q/health/ready", "/q/health/live", "/api/v1/status", "/", "/openapi", "/docs")) {
      Api.Answer answer = Api.send("GET", Api.base().resolve(path), "", Map.of());
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(recordsOf(String.valueOf(answer.header("x-amzn-RequestId")))).as(path).isEmpty();
    }
  }

  @Test
  void shouldTellOfChangeThatCrashInterrupted() throws AuditUnavailableException {
    // Given: a request that was begun and whose gateway never came to its end
    AuditEntry entry =
        new AuditEntry(
            UUID.randomUUID(),
            UUID.randomUUID().toString(),
            "c-1",
            "PutConfigRule",
            "POST",
            "/api/v1/config/rules",
            "us-east-1",
            "127.0.0.1",
            "test",
            new AuditEntry.Identity.Unknown(null),
            Map.of(),
            false);
    // When
    trail.begin(entry);
    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              List<JsonNode> records = recordsOf(entry.requestId());
              assertThat(records).hasSize(1);
              assertThat(records.getFirst().path("errorCode").asText()).isEqualTo("OutcomeUnknown");
              assertThat(records.getFirst().path("eventID").asText())
                  .isEqualTo(entry.eventId().toString());
            });
  }

  @Test
  void shouldSendKeptRecordsWhenBrokerTakesThem() throws SQLException {
    // Given
    String requestId = UUID.randomUUID().toString();
    AuditEntry entry =
        new AuditEntry(
            UUID.randomUUID(),
            requestId,
            "c-2",
            "GetThing",
            "GET",
            "/x",
            "us-east-1",
            "127.0.0.1",
            "test",
            new AuditEntry.Identity.Unknown(null),
            Map.of(),
            true);
    byte[] bytes = format.write(entry, new AuditEntry.Outcome(200, null, null));
    // When
    spool.keep(new StoredRecord(entry.eventId(), bytes, "c-2"));
    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(recordsOf(requestId)).hasSize(1);
              assertThat(spool.size()).isZero();
            });
  }
}
