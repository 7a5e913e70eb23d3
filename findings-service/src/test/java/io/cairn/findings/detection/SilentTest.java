package io.cairn.findings.detection;

import static io.cairn.findings.Api.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.findings.Api;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Detections that run silently, are tried, and are promoted. */
@NullMarked
@QuarkusTest
class SilentTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final String account = Api.account();
  private final String ruleId = "0000000a-0000-4000-8000-" + account;
  private final String sentinelId = "0000000b-0000-4000-8000-" + account;
  private final Correlated correlated = new Correlated(account);
  private final KafkaProbe probe = new KafkaProbe();

  @AfterEach
  void close() {
    probe.close();
  }

  private static ValidatableResponse add(String yaml, String state) {
    return Api.may("events:PutRule")
        .contentType("application/yaml")
        .queryParam("state", state)
        .body(yaml.getBytes(UTF_8))
        .post(Correlated.DETECTIONS)
        .then();
  }

  private static void put(String id, String verb, String action) {
    Api.may(action).put(Correlated.DETECTIONS + "/" + id + "/" + verb).then().statusCode(200);
  }

  private static JsonPath get(String id, String what) {
    return Api.may("events:DescribeRule")
        .get(Correlated.DETECTIONS + "/" + id + what)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private void send(String... events) {
    Events.send(probe, account, List.of(events));
  }

  private String event(int number) {
    return Events.putBucketPolicy(account, "e-" + number, NOON.plusSeconds(number).toString());
  }

  @Test
  void shouldCountAndTellNobodyUntilItIsPromoted() {
    // Given
    add(Events.rule(ruleId, account), "silent").statusCode(201);
    add(Events.rule(sentinelId, account), "ENABLED").statusCode(201);
    assertThat(get(ruleId, "").getString("state")).isEqualTo("SILENT");
    assertThat(get(ruleId, "/silent-matches").getInt("count")).isZero();

    // When
    send(event(1), event(2), event(1));
    send(event(2), event(3));

    // Then
    soon(() -> assertThat(get(ruleId, "/silent-matches").getInt("count")).isEqualTo(3));
    JsonPath report = get(ruleId, "/silent-matches");
    assertThat(report.getString("lastSeen")).isEqualTo("2026-03-04T12:00:03Z");
    assertThat(report.getList("items")).hasSize(3);
    assertThat(report.getString("items[0].events[0].eventId")).isEqualTo("e-3");
    assertThat(report.getString("items[0].resource.resourceId")).isEqualTo("logs-1");
    assertThat(correlated.sources()).containsExactly(sentinelId);

    // When
    put(ruleId, "enable", "events:EnableRule");
    send(event(4));

    // Then
    soon(() -> assertThat(correlated.sources()).contains(ruleId, sentinelId));
    assertThat(Api.findings("source", ruleId).getFirst()).containsEntry("count", 1);
    assertThat(get(ruleId, "/silent-matches").getInt("count")).isEqualTo(3);

    // When
    put(ruleId, "silence", "events:DisableRule");
    // Then
    assertThat(get(ruleId, "/silent-matches").getInt("count")).isZero();
  }

  @Test
  void shouldCountFiringsAndSilenceNoRuleWhenACorrelationIsSilent() {
    // Given
    add(correlated.failures(3), "ENABLED").statusCode(201);
    put(correlated.id(2), "silence", "events:DisableRule");

    // When
    for (int i = 0; i < 3; i++) {
      send(correlated.login("e-" + i, NOON.plusSeconds(i).toString(), "203.0.113.9", "Failure"));
    }

    // Then
    soon(() -> assertThat(get(correlated.id(2), "/silent-matches").getInt("count")).isEqualTo(1));
    assertThat(get(correlated.id(2), "/silent-matches").getList("items[0].events")).hasSize(3);
    assertThat(correlated.sources()).containsExactly(correlated.id(1));
  }

  @Test
  void shouldTellWhatADetectionWouldHaveFoundWhenItIsTried() {
    // Given
    add(Events.rule(sentinelId, account), "ENABLED").statusCode(201);
    add(correlated.failures(3), "DISABLED").statusCode(201);
    send(event(1), event(2), "{\"broken", event(3));
    for (int i = 0; i < 4; i++) {
      send(correlated.login("e-1" + i, NOON.plusSeconds(i).toString(), "203.0.113.9", "Failure"));
    }
    soon(() -> assertThat(correlated.sources()).containsExactly(sentinelId));
    add(Events.rule(ruleId, account), "DISABLED").statusCode(201);

    // When
    JsonPath tried = tried(ruleId);

    // Then
    assertThat(tried.getInt("items[0].matches")).isEqualTo(3);
    assertThat(tried.getInt("items[0].findings")).isEqualTo(1);
    assertThat(tried.getInt("items[0].notEvaluated")).isPositive();
    assertThat(tried.getList("items[0].sample")).hasSize(3);
    assertThat(tried(correlated.id(2)).getInt("items[0].matches")).isEqualTo(1);
    assertThat(correlated.sources()).containsExactly(sentinelId);
  }

  private static JsonPath tried(String id) {
    soon(
        () ->
            Api.may("events:TestEventPattern")
                .queryParam("from", "2026-01-01T00:00:00Z")
                .post(Correlated.DETECTIONS + "/" + id + "/trials")
                .then()
                .statusCode(202));
    soon(() -> assertThat(get(id, "/trials").getString("items[0].state")).isEqualTo("DONE"));
    return get(id, "/trials");
  }

  @Test
  void shouldRefuseWhatIsNoStateAndNoDetection() {
    add(Events.rule(ruleId, account), "loud")
        .statusCode(400)
        .body("type", equalTo("/problems/detection-state"))
        .body("detail", containsString("ENABLED, SILENT, DISABLED"));
    Api.may("events:TestEventPattern")
        .post(Correlated.DETECTIONS + "/" + ruleId + "/trials")
        .then()
        .statusCode(404);
    Api.may("events:DescribeRule")
        .get(Correlated.DETECTIONS + "/" + ruleId + "/silent-matches")
        .then()
        .statusCode(404);
  }
}
