package io.cairn.findings.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.Api;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shipped detections over 2,900 real records of one account under attack. */
@NullMarked
@QuarkusTest
class RealRecordsTest {
  private static final Path RECORDS =
      Path.of(
          System.getProperty("cairn.shared.data", "absent"),
          "cloudtrail",
          "invictus_aws_dataset.jsonl.gz");
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void shouldGiveTheSameFindingsAndCountsWhenAllRecordsComeTwice() throws IOException {
    // Given
    assumeTrue(Files.exists(RECORDS), "the shared records are not on this machine");
    List<String> events = events();
    assertThat(events).hasSize(2_900);
    String account =
        new ObjectMapper().readTree(events.getFirst()).path("recipientAccountId").asText();

    try (var probe = new KafkaProbe()) {
      // When
      long before = evaluated();
      Events.send(probe, account, events);
      await().atMost(SOON).until(() -> evaluated() == before + 2_900);
      Map<String, String> once = findings(account);
      Events.send(probe, account, events);
      await().atMost(SOON).until(() -> evaluated() == before + 5_800);

      // Then
      assertThat(findings(account)).isEqualTo(once);
      assertThat(once).isNotEmpty();
      assertThat(trailStoppedOrDeleted(account))
          .isNotEmpty()
          .allSatisfy(
              finding ->
                  assertThat(
                          Api.finding(Api.text(finding, "findingId"))
                              .getList("evidence.events.eventName"))
                      .isNotEmpty()
                      .allMatch(name -> List.of("StopLogging", "DeleteTrail").contains(name)));
    }
  }

  private static List<Map<String, Object>> trailStoppedOrDeleted(String account) {
    return Api.findings("accountId", account, "text", "trail", "limit", 1_000).stream()
        .filter(f -> Api.text(f, "title").toLowerCase(Locale.ROOT).contains("stopped"))
        .toList();
  }

  /** Everything that could differ, by finding. */
  private static Map<String, String> findings(String account) {
    Map<String, String> all = new TreeMap<>();
    for (Map<String, Object> finding : Api.findings("accountId", account, "limit", 1_000)) {
      all.put(
          Api.text(finding, "findingId"),
          finding.get("source")
              + " "
              + finding.get("count")
              + " "
              + finding.get("firstSeen")
              + " "
              + finding.get("lastSeen")
              + " "
              + finding.get("evidence"));
    }
    return all;
  }

  private static long evaluated() {
    return Api.may("securityhub:DescribeHub")
        .get(Api.FINDINGS + "/status")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("events.evaluated");
  }

  private static List<String> events() throws IOException {
    var json = new ObjectMapper();
    List<String> events = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(RECORDS)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = json.readTree(line).path("event");
        events.add(event.toString());
      }
    }
    return events;
  }
}
