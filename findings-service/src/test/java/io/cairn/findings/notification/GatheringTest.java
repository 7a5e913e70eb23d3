package io.cairn.findings.notification;

import static io.cairn.findings.Api.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.findings.Api;
import io.cairn.findings.detection.Events;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Floods and imports of old logs, as those see them who are told. */
@NullMarked
@QuarkusTest
class GatheringTest {
  private static final String NOON = "2026-03-04T12:00:00Z";

  private final String account = Api.account();
  private final KafkaProbe probe = new KafkaProbe();
  private final Receiver receiver;

  GatheringTest() throws IOException {
    receiver = new Receiver();
  }

  @BeforeEach
  void addRule() {
    Events.addRule(account);
  }

  @AfterEach
  void close() {
    probe.close();
    receiver.close();
  }

  /** An event of a role of its own, hence a finding of its own. */
  private String event(int role, String time) {
    return Events.putBucketPolicy(account, "e-" + role, time).replace("team/ci", "team/r-" + role);
  }

  private void events(int from, int to, String time) {
    Events.send(probe, account, IntStream.range(from, to).mapToObj(i -> event(i, time)).toList());
  }

  private List<JsonPath> bodies() {
    return receiver.received().stream().map(r -> new JsonPath(r.text())).toList();
  }

  private List<String> types() {
    return bodies().stream().map(b -> Objects.requireNonNull(b.getString("type"))).toList();
  }

  @Test
  void shouldTellTheFirstAtOnceAndGatherWhatFollowsIntoOneMessage() {
    // Given
    String target =
        Targets.id(
            Targets.webhook(receiver.url("/"), account, "gatherWindow", "PT3S", "listed", 2));
    events(0, 1, NOON);
    soon(() -> assertThat(types()).containsExactly("finding.created"));

    // When
    for (int i = 1; i < 31; i += 10) {
      events(i, i + 10, NOON);
    }

    // Then
    soon(() -> assertThat(types()).containsExactly("finding.created", "summary"));
    JsonPath summary = bodies().getLast();
    assertThat(summary.getMap("summary"))
        .containsEntry("history", false)
        .containsEntry("changes", 30)
        .containsEntry("findings", 30)
        .containsEntry("bySeverity", Map.of("high", 30))
        .containsEntry("byType", Map.of("detection", 30))
        .containsEntry("byChange", Map.of("CREATED", 30))
        .containsEntry("byAccount", Map.of(account, 30));
    assertThat(summary.getList("summary.listed.finding.accountId"))
        .containsExactly(account, account);
    Map<String, Object> delivery = Targets.deliveries(target, "DELIVERED").getFirst();
    assertThat(delivery).containsEntry("change", "SUMMARY").containsEntry("mentions", 30);
    assertThat(Objects.requireNonNull(summary.getString("text")).lines())
        .containsSubsequence(
            "[HIGH] 30 changes gathered: 30 high",
            "What: 30 new, about 30 findings",
            "By severity: 30 high",
            "By type: 30 by detections over API events",
            "Where: account " + account + " (30)",
            "1 of 30: [HIGH] New finding: Policy of a bucket set in " + account,
            "2 of 30: [HIGH] New finding: Policy of a bucket set in " + account,
            "The rest: GET "
                + Targets.PATH
                + "/"
                + target
                + "/deliveries/"
                + delivery.get("deliveryId")
                + "/mentions lists all 30");
    assertThat(receiver.received().getLast().header("webhook-id"))
        .isEqualTo(delivery.get("deliveryId"));
    assertThat(Targets.mentions(target, delivery))
        .hasSize(30)
        .extracting(m -> m.get("findingId"))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldTellHistoryInOneMarkedMessageAndWhatIsLiveAsEver() {
    // Given
    String target = Targets.id(Targets.webhook(receiver.url("/"), account, "gatherWindow", "PT1S"));

    // When
    events(0, 20, "2010-03-04T12:00:00Z");
    events(20, 40, "2010-03-05T12:00:00Z");
    events(40, 41, NOON);

    // Then
    soon(() -> assertThat(types()).containsExactly("finding.created", "history"));
    JsonPath history = bodies().getLast();
    assertThat(history.getMap("summary"))
        .containsEntry("history", true)
        .containsEntry("changes", 40)
        .containsEntry("firstSeen", "2010-03-04T12:00:00Z")
        .containsEntry("lastSeen", "2010-03-05T12:00:00Z");
    assertThat(history.getString("text"))
        .startsWith("[HISTORY, up to HIGH] 40 changes found in old events: 40 high\nNote: history.")
        .contains("When: 2010-03-04 12:00:00 UTC to 2010-03-05 12:00:00 UTC");
    assertThat(Targets.mentions(target, Targets.deliveries(target).getFirst()))
        .hasSize(40)
        .allSatisfy(m -> assertThat(m).containsEntry("history", true));
  }

  @Test
  void shouldTellWhatWasHistoryLiveWhenItGoesOn() {
    // Given
    Targets.webhook(receiver.url("/"), account, "recurringInterval", "PT1H");
    events(0, 1, "2010-03-04T12:00:00Z");

    // When
    Events.send(probe, account, List.of(event(0, NOON).replace("\"e-0\"", "\"e-again\"")));

    // Then
    soon(() -> assertThat(types()).containsExactly("finding.created"));
    assertThat(bodies().getFirst().getInt("finding.count")).isEqualTo(2);
  }

  @Test
  void shouldSayWhatIsWrongWithTheGathering() {
    Targets.post(
            Map.of(
                "name",
                "x",
                "kind",
                "webhook",
                "url",
                receiver.url("/"),
                "gatherWindow",
                "P2D",
                "listed",
                51))
        .statusCode(400)
        .body("errors.field", equalTo(List.of("listed", "gatherWindow")));
  }
}
