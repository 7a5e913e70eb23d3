package io.cairn.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
  private static final SampleClock CLOCK = new SampleClock(Instant.parse("2026-03-04T09:30:00Z"));

  @Test
  void shouldHoldSomeFortyResourcesOfADozenTypes() {
    // Given, When
    int resources = 0;
    Set<String> kinds = new TreeSet<>();
    for (SampleResources.Holding holding : SampleResources.all(CLOCK)) {
      for (var field : holding.content().properties()) {
        if (field.getValue().isArray() && !field.getKey().equals("CredentialReport")) {
          resources += field.getValue().size();
          kinds.add(field.getKey());
        }
      }
    }

    // Then
    assertThat(resources).isBetween(40, 70);
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void shouldTellTheCredentialsOfEveryUserAndOfRoot() {
    // Given, When
    List<JsonNode> accounts =
        SampleResources.all(CLOCK).stream()
            .filter(holding -> holding.service().equals("iam"))
            .map(holding -> (JsonNode) holding.content())
            .toList();

    // Then
    assertThat(accounts).hasSize(2);
    for (JsonNode iam : accounts) {
      assertThat(iam.path("CredentialReport").findValuesAsText("user"))
          .hasSameSizeAs(new TreeSet<>(iam.path("CredentialReport").findValuesAsText("user")))
          .contains("<root_account>")
          .containsAll(iam.path("UserDetailList").findValuesAsText("UserName").stream().toList());
      assertThat(iam.path("AccountSummary").path("AccountAccessKeysPresent").asInt(-1)).isZero();
      assertThat(iam.path("AccountSummary").path("Users").asInt())
          .isEqualTo(iam.path("UserDetailList").size());
    }
  }

  @Test
  void shouldBeTheSameForTheSameSeedAndOtherForAnother() {
    // Given
    var first = SampleEvents.history(CLOCK, 7);

    // When
    var again = SampleEvents.history(CLOCK, 7);
    var other = SampleEvents.history(CLOCK, 8);

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-04T09:30:00Z", "2026-03-08T23:59:59Z", "2027-01-01T00:00:00Z"})
  void shouldBeAboutTheLastTwoWeeksWheneverItIsMade(String now) {
    // Given
    var clock = new SampleClock(Instant.parse(now));

    // When
    var events = SampleEvents.history(clock, 7);

    // Then
    assertThat(events).hasSizeGreaterThan(1_000);
    assertThat(events.getFirst().time()).isAfter(clock.now().minus(Duration.ofDays(15)));
    assertThat(events.getFirst().time()).isBefore(clock.now().minus(Duration.ofDays(13)));
    assertThat(events.getLast().time()).isBefore(clock.now());
    assertThat(events).extracting(e -> e.body().path("eventID").asText()).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellTheWholeIntrusion() {
    // Given
    List<SampleEvents.Event> all = new ArrayList<>(SampleEvents.history(CLOCK, 7));
    var strike = SampleEvents.intrusion(CLOCK, 7);
    all.addAll(strike);

    // When
    List<JsonNode> intruder =
        all.stream()
            .map(event -> (JsonNode) event.body())
            .filter(e -> e.path("sourceIPAddress").asText().equals(Organisation.INTRUDER))
            .toList();

    // Then
    assertThat(intruder.getFirst().path("userIdentity").path("accessKeyId").asText())
        .isEqualTo(Organisation.LEAKED_KEY);
    assertThat(intruder)
        .extracting(e -> e.path("eventName").asText())
        .startsWith("GetCallerIdentity", "ListBuckets")
        .endsWith(
            "CreateUser",
            "CreateAccessKey",
            "AttachUserPolicy",
            "DeleteBucketPublicAccessBlock",
            "PutBucketPolicy",
            "StopLogging");
    assertThat(intruder.stream().filter(e -> e.has("errorCode"))).hasSizeGreaterThan(10);
    assertThat(strike)
        .allSatisfy(
            event -> {
              assertThat(event.time()).isAfterOrEqualTo(CLOCK.now().minusSeconds(10));
              assertThat(event.time()).isBefore(CLOCK.now());
              assertThat(event.body().path("readOnly").asBoolean()).isFalse();
            });
  }

  @Test
  void shouldDeliverEveryEventOnceInFilesNamedAsCloudTrailNamesThem() throws Exception {
    // Given
    var events = SampleEvents.history(CLOCK, 7);

    // When
    var files = LogFiles.of(events, "sample1");

    // Then
    int delivered = 0;
    for (LogFiles.LogFile file : files) {
      assertThat(file.key())
          .matches(
              "AWSLogs/([0-9]{12})/CloudTrail/([a-z0-9-]+)/[0-9]{4}/[0-9]{2}/[0-9]{2}/"
                  + "\\1_CloudTrail_\\2_[0-9]{8}T[0-9]{4}Z_sample1\\.json\\.gz");
      try (var in = new GZIPInputStream(new ByteArrayInputStream(file.gzip()))) {
        JsonNode records = Json.MAPPER.readTree(in).path("Records");
        assertThat(records).hasSize(file.events());
        delivered += records.size();
      }
    }
    assertThat(delivered).isEqualTo(events.size());
  }
}
