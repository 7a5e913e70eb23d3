package io.cairn.findings.detection;

import static io.cairn.findings.Api.FINDINGS;
import static io.cairn.findings.Api.soon;
import static io.cairn.findings.detection.Correlated.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.findings.Api;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class DetectionTest {
  private static final String NOON = "2026-03-04T12:00:00Z";
  private static final String DETECTIONS = FINDINGS + "/detections";

  private final String account = Api.account();
  private final String ruleId = "0000000a-0000-4000-8000-" + account;
  private final KafkaProbe probe = new KafkaProbe();

  @AfterEach
  void close() {
    probe.close();
  }

  private void addRule() {
    post(Events.rule(ruleId, account)).statusCode(201).body("ids", equalTo(List.of(ruleId)));
  }

  private List<Map<String, Object>> found() {
    return Api.findings("accountId", account);
  }

  @Test
  void shouldMakeOneFindingWithEvidenceWhenAnEventMatchesAndCountItOnceWhenItComesAgain() {
    // Given
    addRule();
    String event = Events.putBucketPolicy(account, "e-1", NOON);

    // When
    Events.send(probe, account, List.of(event, event));
    Events.send(probe, account, List.of(event));
    Events.send(probe, account, List.of(Events.putBucketPolicy(account, "e-2", NOON)));

    // Then
    soon(
        () ->
            assertThat(found())
                .singleElement()
                .satisfies(
                    f ->
                        assertThat(f)
                            .containsEntry("count", 2)
                            .containsEntry("source", ruleId)
                            .containsEntry("severity", "high")
                            .containsEntry("actor", "arn:aws:iam::" + account + ":role/team/ci")
                            .containsEntry("resourceType", "AWS::S3::Bucket")
                            .containsEntry("resourceId", "logs-1")));
    JsonPath finding = Api.finding(Api.text(found().getFirst(), "findingId"));
    assertThat(finding.getList("evidence.events.eventId")).containsExactly("e-2", "e-1");
    assertThat(finding.getString("evidence.events[1].principalArn"))
        .isEqualTo("arn:aws:sts::" + account + ":assumed-role/ci/e-1");
    assertThat(finding.getMap("evidence.events[1].matched"))
        .isEqualTo(Map.of("eventName", "PutBucketPolicy", "recipientAccountId", account));
  }

  @Test
  void shouldMakeOneFindingWithTheExactCountWhenAThousandEventsMatch() {
    // Given
    addRule();
    Instant noon = Instant.parse(NOON);

    // When
    Events.send(
        probe,
        account,
        IntStream.range(0, 1_000)
            .mapToObj(
                i -> Events.putBucketPolicy(account, "e-" + i, noon.plusSeconds(i).toString()))
            .toList());

    // Then
    soon(
        () ->
            assertThat(found())
                .singleElement()
                .satisfies(f -> assertThat(f).containsEntry("count", 1_000)));
    JsonPath finding = Api.finding(Api.text(found().getFirst(), "findingId"));
    assertThat(finding.getList("evidence.events")).hasSize(50);
  }

  @Test
  void shouldStopAndGoOnWhenARuleIsSwitchedOffOnAndDeleted() {
    // Given
    addRule();
    String other = "0000000b-0000-4000-8000-" + account;
    post(Events.rule(other, account)).statusCode(201);
    Api.may("events:DisableRule")
        .put(DETECTIONS + "/" + ruleId + "/disable")
        .then()
        .statusCode(200)
        .body("enabled", equalTo(false));

    // When
    Events.send(probe, account, List.of(Events.putBucketPolicy(account, "e-1", NOON)));
    // Then
    soon(() -> assertThat(counts()).isEqualTo(Map.of(other, 1)));

    // When
    Api.may("events:EnableRule").put(DETECTIONS + "/" + ruleId + "/enable").then().statusCode(200);
    Api.may("events:DeleteRule").delete(DETECTIONS + "/" + other).then().statusCode(204);
    Events.send(probe, account, List.of(Events.putBucketPolicy(account, "e-2", NOON)));
    // Then
    soon(() -> assertThat(counts()).isEqualTo(Map.of(other, 1, ruleId, 1)));
    Api.may("events:DeleteRule").delete(DETECTIONS + "/" + other).then().statusCode(404);
  }

  private Map<String, Object> counts() {
    return found().stream()
        .collect(
            Collectors.toMap(
                f -> Api.text(f, "source"), f -> Objects.requireNonNull(f.get("count"))));
  }

  @Test
  void shouldJudgeEveryEventWhenRulesAreSwappedWhileEventsFlow() {
    // Given
    addRule();
    Thread traffic =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 120; i++) {
                    Events.send(
                        probe, account, List.of(Events.putBucketPolicy(account, "e-" + i, NOON)));
                  }
                });

    // When
    List<String> added = new ArrayList<>();
    for (int i = 0; traffic.isAlive(); i++) {
      String id = "0000000c-%04d-4000-8000-%s".formatted(i, account);
      post(Events.rule(id, "999999999999")).statusCode(201);
      added.add(id);
    }

    // Then
    assertThat(added).isNotEmpty();
    soon(() -> assertThat(counts()).isEqualTo(Map.of(ruleId, 120)));
    String last = "0000000d-0000-4000-8000-" + account;
    post(Events.rule(last, account)).statusCode(201);
    Events.send(probe, account, List.of(Events.putBucketPolicy(account, "e-last", NOON)));
    soon(() -> assertThat(counts()).isEqualTo(Map.of(ruleId, 121, last, 1)));
  }

  @Test
  void shouldDeadLetterJustTheEventsThatCannotBeJudgedAndJudgeThemWhenReplayed() {
    // Given
    addRule();
    String deep = "{\"a\":".repeat(80) + "1" + "}".repeat(80);
    String nameless =
        Events.putBucketPolicy(account, "e-2", NOON).replace("\"eventID\":\"e-2\",", "");

    // When
    Events.send(
        probe,
        account,
        List.of(
            Events.putBucketPolicy(account, "e-1", NOON),
            "{\"eventName\":" + account,
            deep,
            nameless,
            Events.putBucketPolicy(account, "e-3", NOON)));

    // Then
    soon(() -> assertThat(counts()).isEqualTo(Map.of(ruleId, 2)));
    Map<String, Object> letter = letter();
    assertThat(Api.text(letter, "reason"))
        .startsWith("3 events were not evaluated: ")
        .contains("deep")
        .contains("has no eventID");
    Api.may("sqs:StartMessageMoveTask")
        .post(FINDINGS + "/dead-letters/" + letter.get("id") + "/replay")
        .then()
        .statusCode(202);
    soon(() -> assertThat(letters()).filteredOn(l -> account.equals(l.get("key"))).hasSize(2));
    assertThat(letters().stream().filter(l -> account.equals(l.get("key"))))
        .extracting(l -> l.get("size"))
        .containsOnly(letter.get("size"));
  }

  @Test
  void shouldJudgeEventsWhateverTheirCallersWroteIntoThem() {
    // Given
    addRule();
    String bucket = "b".repeat(100_000);
    String huge = Events.putBucketPolicy(account, "e-2", NOON).replace("logs-1", bucket);
    String nul =
        Events.putBucketPolicy(account, "e-3", NOON)
            .replace("198.51.100.7", "198\\u0000")
            .replace("logs-1", "logs\\u0000");

    // When
    Events.send(probe, account, List.of(Events.putBucketPolicy(account, "e-1", NOON), huge, nul));

    // Then
    soon(() -> assertThat(found()).hasSize(3));
    assertThat(found())
        .extracting(f -> Api.text(f, "resourceId").length())
        .allMatch(length -> length <= 800);
    assertThat(letters()).filteredOn(l -> account.equals(l.get("key"))).isEmpty();
  }

  @Test
  void shouldBoundWhatARuleSaysInEachFindingAndMessage() {
    // Given
    String rule =
        Events.rule(ruleId, account)
                .replace("Somebody set the policy of a bucket.", "x".repeat(60_000))
                .replace("Policy of a bucket set in " + account, "\"Nul \\0\"")
            + "cairn: {response: "
            + "y".repeat(900_000)
            + "}\n";
    post(rule).statusCode(201);

    // When
    Events.send(probe, account, List.of(Events.putBucketPolicy(account, "e-1", NOON)));

    // Then
    soon(() -> assertThat(found()).hasSize(1));
    assertThat(Api.text(found().getFirst(), "description")).hasSize(4_096);
    assertThat(Api.text(found().getFirst(), "remediation")).hasSize(4_096);
    soon(
        () ->
            assertThat(probe.read("findings.finding.updated.v1", r -> r.text().contains(account)))
                .hasSize(1));
  }

  private Map<String, Object> letter() {
    return letters().stream()
        .filter(l -> account.equals(l.get("key")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no dead letter for " + account));
  }

  private static List<Map<String, Object>> letters() {
    return Api.may("sqs:ReceiveMessage")
        .queryParam("limit", 1_000)
        .get(FINDINGS + "/dead-letters")
        .jsonPath()
        .getList("items");
  }

  @Test
  void shouldDeadLetterTheRecordWhenItIsNoBatch() {
    // When
    probe.send("trail.event.recorded.v1", account, new byte[0], Map.of());

    // Then
    soon(() -> assertThat(Api.text(letter(), "reason")).contains("not a batch of events"));
  }
}
