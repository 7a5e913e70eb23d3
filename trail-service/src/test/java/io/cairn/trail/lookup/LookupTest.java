package io.cairn.trail.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.trail.RealRecords;
import io.cairn.trail.TrailApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Look-ups over the real records, compared with what Jackson finds in them. */
@NullMarked
@QuarkusTest
class LookupTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<JsonNode> RECORDS = new ArrayList<>();

  @BeforeEach
  void load() throws IOException {
    if (!RECORDS.isEmpty()) {
      return;
    }
    for (List<byte[]> file : RealRecords.byFile().values()) {
      assertThat(TrailApi.push(RealRecords.logFile(file), "application/json").statusCode())
          .isEqualTo(202);
      for (byte[] bytes : file) {
        RECORDS.add(JSON.readTree(bytes));
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(TrailApi.ledger("push").getString("inFlight")).isEqualTo("0"));
  }

  private static List<String> ids(Map<String, Object> parameters, int limit) {
    List<String> ids = new ArrayList<>();
    Map<String, Object> asked = new HashMap<>(parameters);
    asked.put("limit", limit);
    String token;
    do {
      Response page = TrailApi.find(asked);
      assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
      ids.addAll(page.jsonPath().getList("items.eventId", String.class));
      token = page.jsonPath().getString("nextToken");
      if (token != null) {
        asked.put("nextToken", token);
      }
    } while (token != null);
    return ids;
  }

  private static List<String> expected(Predicate<JsonNode> matches) {
    return RECORDS.stream().filter(matches).map(r -> r.path("eventID").asText()).toList();
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asText();
  }

  @Test
  void shouldFindWhatAJsonReaderFindsWhenConditionsAreCombined() {
    assertThat(ids(Map.of("errorCode", "AccessDenied"), 37))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            expected(r -> text(r, "/errorCode").equals("AccessDenied")));
    assertThat(ids(Map.of("eventSource", "iam.amazonaws.com", "readOnly", "false"), 11))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            expected(
                r ->
                    text(r, "/eventSource").equals("iam.amazonaws.com")
                        && r.path("readOnly").isBoolean()
                        && !r.path("readOnly").asBoolean()));
    assertThat(
            ids(
                Map.of(
                    "startTime", "2023-07-10T12:00:00Z",
                    "endTime", "2023-07-10T12:10:00Z",
                    "region", "us-east-1",
                    "username", "benjamin"),
                100))
        .containsExactlyInAnyOrderElementsOf(
            expected(
                r ->
                    text(r, "/eventTime").compareTo("2023-07-10T12:00:00Z") >= 0
                        && text(r, "/eventTime").compareTo("2023-07-10T12:10:00Z") <= 0
                        && text(r, "/awsRegion").equals("us-east-1")
                        && text(r, "/userIdentity/type").equals("IAMUser")
                        && text(r, "/userIdentity/userName").equals("benjamin")));
  }

  @Test
  void shouldSayThatItScannedWhenAPathIsAsked() {
    // Given
    String bucket =
        RECORDS.stream()
            .map(r -> text(r, "/requestParameters/bucketName"))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElseThrow();
    Map<String, Object> query = Map.of("path", "$.requestParameters.bucketName=" + bucket);

    // When
    Response page = TrailApi.find(Map.of("path", query.get("path"), "limit", 5, "count", true));

    // Then
    List<String> expected = expected(r -> text(r, "/requestParameters/bucketName").equals(bucket));
    assertThat(page.jsonPath().getBoolean("scanned")).isTrue();
    assertThat(page.jsonPath().getLong("count")).isEqualTo(expected.size());
    assertThat(ids(query, 7)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(ids(Map.of("path", "$.userAgent~aws-cli", "eventName", "ListBuckets"), 50))
        .containsExactlyInAnyOrderElementsOf(
            expected(
                r ->
                    text(r, "/userAgent").contains("aws-cli")
                        && text(r, "/eventName").equals("ListBuckets")));
  }

  @Test
  void shouldGiveTheOriginalRecordNewestFirst() throws IOException {
    // When
    Response page = TrailApi.find(Map.of("limit", 1_000, "endTime", "2024-01-01T00:00:00Z"));

    // Then
    List<String> times = page.jsonPath().getList("items.eventTime", String.class);
    assertThat(times).hasSize(1_000).isSortedAccordingTo((a, b) -> b.compareTo(a));
    JsonNode first = JSON.readTree(page.asByteArray()).at("/items/0");
    JsonNode original =
        RECORDS.stream()
            .filter(r -> r.path("eventID").equals(first.path("eventId")))
            .findFirst()
            .orElseThrow();
    assertThat(first.path("cloudTrailEvent")).isEqualTo(original);
    assertThat(page.asString()).contains(original.path("requestID").asText());
    assertThat(new String(page.asByteArray(), UTF_8)).contains("\"sourceIPAddress\"");
  }

  @Test
  void shouldRefuseATokenWhenTheQueryIsAnother() {
    // Given
    String token = TrailApi.find(Map.of("limit", 1)).jsonPath().getString("nextToken");

    // When
    Response other = TrailApi.find(Map.of("limit", 1, "eventName", "X", "nextToken", token));

    // Then
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(TrailApi.find(Map.of("limit", 7, "nextToken", token)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "eventname, X, is no parameter",
    "readOnly, maybe, is true or false",
    "startTime, yesterday, is a time",
    "path, requestParameters.x=1, begins with $",
    "path, $.a, expected =value",
    "limit, 0, must be greater",
    "limit, 1001, must be less"
  })
  void shouldNameTheParameterWhenItIsWrong(String name, String value, String detail) {
    // When
    Response answer = TrailApi.find(Map.of(name, value));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("detail")).contains(name).contains(detail);
  }
}
