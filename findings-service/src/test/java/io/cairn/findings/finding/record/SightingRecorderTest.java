package io.cairn.findings.finding.record;

import static io.cairn.findings.finding.record.Sightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cairn.findings.Api;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Severity;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class SightingRecorderTest {
  @Inject SightingRecorder recorder;
  @Inject Database database;

  private final String account = Api.account();

  private void record(List<Sighting> sightings) {
    QuarkusTransaction.requiringNew().run(() -> recorder.record(sightings));
  }

  private Map<String, Object> theFinding() {
    List<Map<String, Object>> all = Api.findings("accountId", account);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<Sighting> thousand(String account) {
    return new ArrayList<>(
        IntStream.range(0, 1_000)
            .mapToObj(i -> Sightings.in(account).at("e-%04d".formatted(i), NOON.plusSeconds(i)))
            .toList());
  }

  @Test
  void shouldMakeOneFindingWithEvidenceWhenAnEventMatches() {
    // When
    record(List.of(Sightings.in(account).at("e-1", NOON)));

    // Then
    assertThat(theFinding())
        .containsEntry("type", "detection")
        .containsEntry("source", "bucket-policy")
        .containsEntry("severity", "high")
        .containsEntry("resourceType", "AWS::S3::Bucket")
        .containsEntry("resourceId", "logs-1")
        .containsEntry("actor", "arn:aws:iam::123456789012:user/alice")
        .containsEntry("workflowStatus", "NEW")
        .containsEntry("recordState", "ACTIVE")
        .containsEntry("count", 1)
        .containsEntry("firstSeen", "2026-03-04T12:00:00Z")
        .containsEntry("remediation", "Unset it.");
    assertThat(evidence(theFinding()))
        .containsExactly(
            Map.of(
                "eventId", "e-1",
                "eventTime", "2026-03-04T12:00:00Z",
                "eventName", "PutBucketPolicy",
                "eventSource", "s3.amazonaws.com",
                "principalArn", "arn:aws:iam::123456789012:user/alice",
                "sourceIPAddress", "198.51.100.7",
                "matched", Map.of("eventName", "PutBucketPolicy")));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> evidence(Map<String, Object> finding) {
    return Objects.requireNonNull(
        ((Map<String, List<Map<String, Object>>>) Objects.requireNonNull(finding.get("evidence")))
            .get("events"));
  }

  @Test
  void shouldNotCountAgainWhenTheSameEventComesAgain() {
    // Given
    Sighting sighting = Sightings.in(account).at("e-1", NOON);

    // When
    record(List.of(sighting, sighting));
    record(List.of(sighting));

    // Then
    assertThat(theFinding()).containsEntry("count", 1);
  }

  @Test
  void shouldKeepBoundedEvidenceAndTheExactCountWhenAThousandEventsMatch() {
    // Given
    List<Sighting> inOrder = thousand(account);
    String other = Api.account();
    List<Sighting> shuffled = thousand(other);
    Collections.shuffle(shuffled, new Random(7));

    // When
    record(inOrder);
    for (int i = 0; i < 1_000; i += 100) {
      record(shuffled.subList(i, i + 100));
    }

    // Then
    List<String> kept = keptEvents(account);
    assertThat(theFinding())
        .containsEntry("count", 1_000)
        .containsEntry("firstSeen", NOON.toString())
        .containsEntry("lastSeen", NOON.plusSeconds(999).toString());
    assertThat(kept).hasSize(50).startsWith("e-0999", "e-0998").endsWith("e-0001", "e-0000");
    assertThat(kept).contains("e-0009", "e-0960").doesNotContain("e-0010", "e-0959");
    assertThat(keptEvents(other)).isEqualTo(kept);
    assertThat(Api.findings("accountId", other))
        .singleElement()
        .satisfies(f -> assertThat(f).containsEntry("count", 1_000));
  }

  private static List<String> keptEvents(String account) {
    String id = Api.text(Api.findings("accountId", account).getFirst(), "findingId");
    return Api.finding(id).getList("evidence.events.eventId");
  }

  @Test
  void shouldKeepFindingsApartWhenActorResourceOrDetectionDiffers() {
    // When
    record(
        List.of(
            Sightings.in(account).at("e-1", NOON),
            Sightings.in(account).by(null).at("e-2", NOON),
            Sightings.in(account).on("logs-2").at("e-3", NOON),
            Sightings.in(account).of("another").at("e-1", NOON)));

    // Then
    assertThat(Api.findings("accountId", account)).hasSize(4);
  }

  @Test
  void shouldReopenWhenAResolvedOrArchivedFindingIsSeenAgainButNotASuppressedOne() {
    // Given
    record(List.of(Sightings.in(account).at("e-1", NOON)));
    String id = Api.text(theFinding(), "findingId");
    String ok = "{\"workflowStatus\":\"%s\",\"recordState\":\"%s\"}";

    // When
    Api.patch(id, ok.formatted("RESOLVED", "ACTIVE")).then().statusCode(200);
    record(List.of(Sightings.in(account).at("e-2", NOON)));
    // Then
    assertThat(theFinding()).containsEntry("workflowStatus", "NEW").containsEntry("count", 2);

    // When
    Api.patch(id, ok.formatted("NOTIFIED", "ARCHIVED")).then().statusCode(200);
    record(List.of(Sightings.in(account).at("e-3", NOON)));
    // Then
    assertThat(theFinding())
        .containsEntry("workflowStatus", "NEW")
        .containsEntry("recordState", "ACTIVE");

    // When
    Api.patch(id, ok.formatted("SUPPRESSED", "ARCHIVED")).then().statusCode(200);
    record(List.of(Sightings.in(account).at("e-4", NOON)));
    // Then
    assertThat(theFinding())
        .containsEntry("workflowStatus", "SUPPRESSED")
        .containsEntry("recordState", "ARCHIVED")
        .containsEntry("count", 4);
    assertThat(changesTold(id))
        .containsExactly(
            "CREATED", "RESOLVED", "REOPENED", "UPDATED", "REOPENED", "UPDATED", "RECURRED");
  }

  private static List<String> changesTold(String findingId) {
    try (var probe = new KafkaProbe()) {
      return await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  probe.read("findings.finding.updated.v1", r -> r.key().equals(findingId)).stream()
                      .map(r -> r.text().replaceAll(".*\"change\":\"([A-Z]+)\".*", "$1"))
                      .toList(),
              told -> told.size() >= 7);
    }
  }

  @Test
  void shouldTakeOverTheSeverityOfTheRuleUnlessAPersonSetIt() {
    // Given
    record(List.of(Sightings.in(account).at("e-1", NOON)));
    String id = Api.text(theFinding(), "findingId");

    // When
    record(List.of(Sightings.in(account).rated(Severity.CRITICAL).at("e-2", NOON)));
    // Then
    assertThat(theFinding()).containsEntry("severity", "critical");

    // When
    Api.patch(id, Map.of("severity", "low")).then().statusCode(200);
    record(List.of(Sightings.in(account).rated(Severity.CRITICAL).at("e-3", NOON)));
    // Then
    assertThat(theFinding()).containsEntry("severity", "low");
  }

  @Test
  void shouldLeaveNothingWhenTheEventCannotBeTold() {
    // Given
    breakOutbox("CREATE TRIGGER broken BEFORE INSERT ON outbox EXECUTE FUNCTION refuse()");

    // When
    try {
      assertThatThrownBy(() -> record(List.of(Sightings.in(account).at("e-1", NOON))))
          .hasStackTraceContaining("outbox is broken");
    } finally {
      breakOutbox("DROP TRIGGER broken ON outbox");
    }

    // Then
    assertThat(Api.findings("accountId", account)).isEmpty();
    record(List.of(Sightings.in(account).at("e-1", NOON)));
    assertThat(theFinding()).containsEntry("count", 1);
  }

  private void breakOutbox(String statement) {
    database.call(
        "break the outbox",
        connection -> {
          Statement.of(
                  "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                      + " $$ BEGIN RAISE EXCEPTION 'outbox is broken'; END $$")
              .run(connection);
          return Statement.of(statement).run(connection);
        });
  }

  @Test
  void shouldCountEverythingOnceWhenWritersRace() throws InterruptedException {
    // Given
    List<Thread> writers = new ArrayList<>();
    Instant start = NOON;

    // When
    for (int w = 0; w < 4; w++) {
      int writer = w;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 20; i++) {
                      int event = (i + writer * 5) % 20;
                      record(
                          List.of(
                              Sightings.in(account).on("a").at("a-" + event, start),
                              Sightings.in(account).on("b").at("b-" + event, start)));
                    }
                  }));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    // Then
    assertThat(Api.findings("accountId", account))
        .hasSize(2)
        .allSatisfy(f -> assertThat(f).containsEntry("count", 20));
  }

  @Test
  void shouldNeitherFailWhenPeopleDecideAboutManyWhileTheyAreSeenAgain()
      throws InterruptedException {
    // Given
    List<Sighting> first = sightings(0);
    record(first);
    List<String> ids =
        Api.findings("accountId", account, "limit", 100).stream()
            .map(f -> Api.text(f, "findingId"))
            .toList();

    // When
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 1; i < 40; i++) {
                    record(sightings(i));
                  }
                });
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; writer.isAlive(); i++) {
      Map<String, Object> note = Map.of("note", "note " + i);
      statuses.add(
          Api.may("securityhub:BatchUpdateFindings", Map.of("findingIds", ids, "update", note))
              .post(Api.FINDINGS + "/bulk-update")
              .statusCode());
    }
    writer.join();

    // Then
    assertThat(statuses).isNotEmpty().containsOnly(200);
    assertThat(Api.findings("accountId", account, "limit", 100))
        .hasSize(40)
        .allSatisfy(f -> assertThat(f).containsEntry("count", 40));
  }

  private List<Sighting> sightings(int round) {
    return IntStream.range(0, 40)
        .mapToObj(i -> Sightings.in(account).on("bucket-" + i).at("e-" + i + "-" + round, NOON))
        .toList();
  }
}
