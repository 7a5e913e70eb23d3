package io.cairn.findings.finding.api;

import static io.cairn.findings.finding.record.Sightings.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.findings.Api;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.record.Sighting;
import io.cairn.findings.finding.record.SightingRecorder;
import io.cairn.findings.finding.record.Sightings;
import io.cairn.testkit.access.TestTokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
@QuarkusTest
class FindingResourceTest {
  @Inject SightingRecorder recorder;

  private final String account = Api.account();

  private void record(Sighting... sightings) {
    QuarkusTransaction.requiringNew().run(() -> recorder.record(List.of(sightings)));
  }

  private String oneFinding() {
    record(Sightings.in(account).at("e-1", NOON));
    return Api.text(Api.findings("accountId", account).getFirst(), "findingId");
  }

  @Test
  void shouldRefuseToOverwriteWhenTheFindingChangedSinceItWasRead() {
    // Given
    String id = oneFinding();
    record(Sightings.in(account).at("e-2", NOON));
    Api.may("securityhub:BatchUpdateFindings", Map.of("note", "mine"))
        .header("If-Match", "\"1\"")
        .patch(Api.FINDINGS + "/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("note.by", equalTo(TestTokens.PRINCIPAL));

    // When
    Api.may("securityhub:BatchUpdateFindings", Map.of("note", "yours"))
        .header("If-Match", "\"1\"")
        .patch(Api.FINDINGS + "/" + id)
        // Then
        .then()
        .statusCode(412)
        .body("type", equalTo("/problems/finding-changed"))
        .body("detail", containsString("version 2, not 1"));
    assertThat(Api.finding(id).getString("note.text")).isEqualTo("mine");
  }

  @Test
  void shouldTellWhoChangedWhatWhenAFindingIsArchivedAndReopened() {
    // Given
    String id = oneFinding();

    // When
    Api.patch(id, Map.of("workflowStatus", "resolved", "note", "mended")).then().statusCode(200);
    Api.may("guardduty:ArchiveFindings")
        .post(Api.FINDINGS + "/" + id + "/archive")
        .then()
        .statusCode(200)
        .body("recordState", equalTo("ARCHIVED"));
    Api.may("guardduty:UnarchiveFindings")
        .post(Api.FINDINGS + "/" + id + "/reopen")
        .then()
        .statusCode(200)
        .body("recordState", equalTo("ACTIVE"))
        .body("workflowStatus", equalTo("NEW"));

    // Then
    JsonPath history = history(id, 3, null);
    assertThat(history.getList("items.field"))
        .containsExactly("recordState", "workflowStatus", "recordState");
    JsonPath rest = history(id, 3, history.getString("nextToken"));
    assertThat(rest.getList("items.field")).containsExactly("note", "workflowStatus", "finding");
    assertThat(rest.getList("items.changedBy"))
        .containsExactly(TestTokens.PRINCIPAL, TestTokens.PRINCIPAL, "cairn");
    assertThat(rest.getList("items.newValue")).containsExactly("mended", "RESOLVED", "CREATED");
  }

  private static JsonPath history(String id, int limit, @Nullable String token) {
    var request = Api.may("securityhub:GetFindingHistory").queryParam("limit", limit);
    if (token != null) {
      request.queryParam("nextToken", token);
    }
    return request
        .get(Api.FINDINGS + "/" + id + "/history")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldUpdateTheRestWhenABulkUpdateNamesAnUnknownFinding() {
    // Given
    String id = oneFinding();
    String unknown = "00000000-0000-7000-8000-000000000000";

    // When
    Api.may(
            "securityhub:BatchUpdateFindings",
            Map.of(
                "findingIds", List.of(id, unknown), "update", Map.of("workflowStatus", "NOTIFIED")))
        .post(Api.FINDINGS + "/bulk-update")
        // Then
        .then()
        .statusCode(200)
        .body("updated", equalTo(List.of(id)))
        .body("failed[0].findingId", equalTo(unknown))
        .body("failed[0].code", equalTo("finding-unknown"));
    assertThat(Api.finding(id).getString("workflowStatus")).isEqualTo("NOTIFIED");
  }

  @ParameterizedTest
  @CsvSource({
    "severity, critical, 1",
    "minSeverity, medium, 2",
    "source, quiet, 1",
    "resourceId, logs-2, 1",
    "actor, arn:aws:iam::123456789012:user/bob, 1",
    "text, USER/BOB, 1",
    "text, 100%_, 0",
    "type, compliance, 0",
    "region, eu-west-1, 3",
    "workflowStatus, NEW, 3",
    "recordState, ARCHIVED, 0",
    "lastSeenFrom, 2026-03-04T12:00:10Z, 2",
    "lastSeenTo, 2026-03-04T12:00:10Z, 1",
    "firstSeenTo, 2026-03-04T12:00:00Z, 0",
    "updatedFrom, 2020-01-01T00:00:00Z, 3"
  })
  void shouldFindThoseThatFitWhenAFilterIsGiven(String name, String value, int found) {
    // Given
    record(
        Sightings.in(account).at("e-1", NOON),
        Sightings.in(account).of("quiet").rated(Severity.LOW).at("e-2", NOON.plusSeconds(10)),
        Sightings.in(account)
            .by("arn:aws:iam::123456789012:user/bob")
            .on("logs-2")
            .rated(Severity.CRITICAL)
            .at("e-3", NOON.plusSeconds(20)));

    // When
    JsonPath page = Api.findingsPage("accountId", account, name, value, "count", true);

    // Then
    assertThat(page.getInt("count")).isEqualTo(found);
    assertThat(page.getList("items")).hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({"lastSeen, false", "severity, true"})
  void shouldPageThroughAllOnceInOrderWhenThereAreManyTies(String sort, boolean bySeverity) {
    // Given
    record(
        IntStream.range(0, 25)
            .mapToObj(
                i ->
                    Sightings.in(account)
                        .on("b-" + i)
                        .rated(Severity.ofRank(i % 5))
                        .at("e-" + i, NOON.plusSeconds(i % 3)))
            .toArray(Sighting[]::new));

    // When
    List<String> ids = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    String token = null;
    do {
      var page =
          token == null
              ? Api.findingsPage("accountId", account, "sort", sort, "limit", 4)
              : Api.findingsPage(
                  "accountId", account, "sort", sort, "limit", 4, "nextToken", token);
      ids.addAll(page.getList("items.findingId", String.class));
      page.<Map<String, Object>>getList("items")
          .forEach(
              f ->
                  keys.add(
                      (bySeverity ? Severity.of(Api.text(f, "severity")).rank() : "")
                          + " "
                          + f.get("lastSeen")));
      token = page.getString("nextToken");
    } while (token != null);

    // Then
    assertThat(ids).hasSize(25).doesNotHaveDuplicates();
    assertThat(keys).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void shouldRefuseATokenWhenTheQueryIsAnother() {
    // Given
    record(Sightings.in(account).at("e-1", NOON), Sightings.in(account).on("x").at("e-2", NOON));
    String token = Api.findingsPage("accountId", account, "limit", 1).getString("nextToken");

    // When
    Api.may("securityhub:GetFindings")
        .queryParam("nextToken", token)
        .get(Api.FINDINGS)
        // Then
        .then()
        .statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({
    "severity, awful, no severity",
    "sort, colour, no order",
    "lastSeenFrom, yesterday, no instant",
    "workflowStatus, DONE, no workflow status",
    "limit, 0, greater than",
  })
  void shouldSayWhatIsWrongWhenAFilterCannotBeRead(String name, String value, String detail) {
    Api.may("securityhub:GetFindings")
        .queryParam(name, value)
        .get(Api.FINDINGS)
        .then()
        .statusCode(400)
        .body("detail", containsString(name))
        .body("detail", containsString(detail));
  }

  @Test
  void shouldSayWhatIsWrongWhenAnUpdateCannotBeDone() {
    String id = oneFinding();
    Api.patch(id, "{}").then().statusCode(400).body("detail", containsString("names none of"));
    Api.patch(id, Map.of("severity", "awful")).then().statusCode(400);
    Api.patch(id, Map.of("note", "x".repeat(4_097))).then().statusCode(400);
    Api.patch("00000000-0000-7000-8000-000000000000", Map.of("note", "x")).then().statusCode(404);
    Api.may("securityhub:GetFindings").get(Api.FINDINGS + "/no-such-path").then().statusCode(404);
  }

  @Test
  void shouldRefuseWhatPostgresqlCannotKeep() {
    // Given
    String id = UUID.randomUUID().toString();

    // Then
    Api.patch(id, Map.of("note", "a\0b"))
        .then()
        .statusCode(400)
        .body("detail", containsString("NUL"));
    Api.may("securityhub:GetFindings")
        .queryParam("actor", "a\0b")
        .get(Api.FINDINGS)
        .then()
        .statusCode(400)
        .body("detail", containsString("NUL"));
    Api.may(
            "securityhub:BatchUpdateFindings",
            "{\"findingIds\":[null],\"update\":{\"note\":\"n\"}}")
        .post(Api.FINDINGS + "/bulk-update")
        .then()
        .statusCode(400)
        .body("detail", containsString("none of them null"));
  }
}
