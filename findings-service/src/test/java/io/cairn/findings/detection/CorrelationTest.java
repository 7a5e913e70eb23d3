package io.cairn.findings.detection;

import static io.cairn.findings.Api.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.findings.Api;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Correlations that people add, over the way that events come. */
@NullMarked
@QuarkusTest
class CorrelationTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final String ADDRESS = "203.0.113.9";

  @Inject Database database;

  private final String account = Api.account();
  private final Correlated correlated = new Correlated(account);
  private final KafkaProbe probe = new KafkaProbe();

  @AfterEach
  void close() {
    probe.close();
  }

  private String failure(int number, long second) {
    return failure(number, second, ADDRESS);
  }

  private String failure(int number, long second, String address) {
    return correlated.login("e-" + number, NOON.plusSeconds(second).toString(), address, "Failure");
  }

  private void send(String... events) {
    Events.send(probe, account, List.of(events));
  }

  private int rows(String sql, int number) {
    return database.call(
        "look at a test",
        connection ->
            Statement.of(sql)
                .with(correlated.id(number))
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }

  private int entries(int number) {
    return rows("SELECT count(*) FROM correlation_entry WHERE detection_id = ?", number);
  }

  private void run(String sql) {
    database.call("arrange a test", connection -> Statement.of(sql).run(connection));
  }

  @Test
  void shouldMakeOneFindingWithItsEventsWhenACorrelationFires() {
    // Given
    Correlated.post(correlated.failures(3))
        .statusCode(201)
        .body("ids", contains(correlated.id(1), correlated.id(2)));

    // When
    send(failure(1, 0), failure(2, 10, "198.51.100.1"));
    send(failure(3, 20));
    send(failure(4, 30), failure(5, 40));

    // Then
    soon(() -> assertThat(correlated.sources()).containsExactly(correlated.id(2)));
    Map<String, Object> found = Api.findings("accountId", account).getFirst();
    assertThat(found)
        .containsEntry("severity", "high")
        .containsEntry("count", 1)
        .containsEntry("actor", ADDRESS)
        .containsEntry("region", "global")
        .containsEntry("firstSeen", "2026-03-04T12:00:00Z")
        .containsEntry("lastSeen", "2026-03-04T12:00:30Z");
    assertThat(Api.text(found, "description"))
        .startsWith("Somebody tries passwords.")
        .contains("3 matches for sourceIPAddress " + ADDRESS);
    JsonPath finding = Api.finding(Api.text(found, "findingId"));
    assertThat(finding.getList("evidence.events.eventId")).containsExactly("e-4", "e-3", "e-1");
    assertThat(finding.getMap("evidence.events[0].matched"))
        .containsEntry("responseElements.ConsoleLogin", "Failure");
  }

  @Test
  void shouldFireOncePerIncidentWhenEventsComeOutOfOrderAndAgain() {
    // Given
    correlated.add(correlated.failures(4));
    List<String> events = new ArrayList<>();
    for (int incident = 0; incident < 3; incident++) {
      for (int i = 0; i < 4; i++) {
        events.add(failure(10 * incident + i, 3_600L * incident + 7L * i));
      }
    }
    events.add(failure(99, 9_000));
    var random = new Random(42);
    Collections.shuffle(events, random);

    // When
    for (String event : events) {
      send(event, events.get(random.nextInt(events.size())));
    }
    send(events.toArray(String[]::new));
    send(failure(100, 3_700, "198.51.100.1"));

    // Then
    soon(() -> assertThat(entriesOf("198.51.100.1")).isEqualTo(1));
    assertThat(Api.findings("accountId", account))
        .singleElement()
        .satisfies(f -> assertThat(f).containsEntry("count", 3));
    String id = Api.text(Api.findings("accountId", account).getFirst(), "findingId");
    assertThat(Api.finding(id).getList("evidence.events.eventId"))
        .hasSize(12)
        .doesNotContain("e-99");
  }

  private int entriesOf(String address) {
    return database.call(
        "look at a test",
        connection ->
            Statement.of(
                    "SELECT count(*) FROM correlation_entry e JOIN correlation_group g USING (detection_id, group_key)"
                        + " WHERE e.detection_id = ? AND g.group_values = ?")
                .with(correlated.id(2), "[\"" + address + "\"]")
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }

  @Test
  void shouldKeepNothingOfABatchThatFailsAndFireWhenItComesAgain() {
    // Given
    correlated.add(correlated.failures(3));
    send(failure(1, 0), failure(2, 10));
    soon(() -> assertThat(entries(2)).isEqualTo(2));
    run("CREATE SEQUENCE tried_" + account);
    run(
        """
        CREATE FUNCTION refuse_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF new.account_id = '%1$s' THEN PERFORM nextval('tried_%1$s'); RAISE EXCEPTION 'away' USING ERRCODE = '57P01'; END IF; RETURN new; END $$
        """
            .formatted(account));
    run(
        "CREATE TRIGGER refuse_%1$s BEFORE INSERT ON finding FOR EACH ROW EXECUTE FUNCTION refuse_%1$s()"
            .formatted(account));

    // When
    try {
      send(failure(3, 20));
      soon(() -> assertThat(tries()).isGreaterThanOrEqualTo(2));
      // Then
      assertThat(entries(2)).isEqualTo(2);
      assertThat(rows("SELECT count(*) FROM correlation_firing WHERE detection_id = ?", 2))
          .isZero();
    } finally {
      run("DROP TRIGGER refuse_%1$s ON finding".formatted(account));
    }
    soon(() -> assertThat(correlated.sources()).containsExactly(correlated.id(2)));
    assertThat(Api.findings("accountId", account).getFirst()).containsEntry("count", 1);
    assertThat(entries(2)).isEqualTo(3);
  }

  /** A sequence goes on whatever is rolled back. */
  private int tries() {
    return database.call(
        "look at a test",
        connection ->
            Statement.of("SELECT last_value FROM tried_" + account)
                .first(connection, row -> row.getInt(1))
                .orElseThrow());
  }

  @Test
  void shouldJudgeWindowsWithoutALowerBoundWhenTheyAreOver() {
    // Given
    correlated.add(
        correlated.logins(1, "failed", "Failure")
            + "---\n"
            + correlated.correlation(
                2,
                "few",
                "type: event_count\nrules: [failed-%s]\ntimespan: 5m\ncondition: {lt: 3}"
                    .formatted(account)));
    send(failure(1, 0), failure(2, 10, "198.51.100.1"), failure(3, 11, "198.51.100.1"));
    send(failure(4, 12, "198.51.100.1"));
    soon(() -> assertThat(entries(2)).isEqualTo(4));

    // When
    run(
        "UPDATE correlation_group SET wake_at = now() - interval '1 minute' WHERE detection_id = '%s'"
            .formatted(correlated.id(2)));

    // Then
    soon(() -> assertThat(correlated.sources()).containsExactly(correlated.id(2)));
    assertThat(Api.findings("accountId", account).getFirst()).containsEntry("actor", ADDRESS);
    soon(() -> assertThat(entries(2)).isZero());
  }

  @Test
  void shouldChainOverRestartsOfTheStateWhenACorrelationRestsOnAnother() {
    // Given
    correlated.add(
        correlated.failures(3)
            + "---\n"
            + correlated.logins(3, "passed", "Success")
            + "---\n"
            + correlated.correlation(
                4,
                "broken-in",
                "type: temporal_ordered\nrules: [guessing-%1$s, passed-%1$s]\ntimespan: 10m"
                    .formatted(account)));

    // When
    send(failure(1, 0), failure(2, 1));
    send(correlated.login("e-0", NOON.plusSeconds(1).toString(), ADDRESS, "Success"));
    send(failure(3, 2));
    soon(() -> assertThat(entries(4)).isEqualTo(2));
    send(correlated.login("e-4", NOON.plusSeconds(60).toString(), ADDRESS, "Success"));

    // Then
    soon(() -> assertThat(correlated.sources()).containsExactly(correlated.id(4)));
    String id = Api.text(Api.findings("accountId", account).getFirst(), "findingId");
    assertThat(Api.finding(id).getList("evidence.events.eventId")).contains("e-3", "e-4");
  }

  @Test
  void shouldBeginAnewWhenACorrelationIsReplaced() {
    // Given
    correlated.add(correlated.failures(3));
    send(failure(1, 0), failure(2, 10));
    soon(() -> assertThat(entries(2)).isEqualTo(2));

    // When
    Api.may("events:PutRule")
        .contentType("application/yaml")
        .body(correlated.failures(2).split("---\n", 2)[1].getBytes(UTF_8))
        .put(Correlated.DETECTIONS + "/" + correlated.id(2))
        .then()
        .statusCode(200);
    send(failure(3, 20));
    soon(() -> assertThat(entries(2)).isEqualTo(3));
    assertThat(correlated.sources()).isEmpty();
    send(failure(4, 30));

    // Then
    soon(() -> assertThat(correlated.sources()).containsExactly(correlated.id(2)));
  }

  @Test
  void shouldTellWhatIsSilencedAndGoOnWhenARuleIsOnlySwitchedOff() {
    // Given
    correlated.add(correlated.failures(2));
    Api.may("events:DescribeRule")
        .get(Correlated.DETECTIONS + "/" + correlated.id(1))
        .then()
        .body("kind", equalTo("RULE"))
        .body("silencedBy", contains(correlated.id(2)));
    Api.may("events:DisableRule")
        .put(Correlated.DETECTIONS + "/" + correlated.id(1) + "/disable")
        .then()
        .statusCode(200);

    // When
    send(failure(1, 0), failure(2, 10));

    // Then
    soon(() -> assertThat(correlated.sources()).containsExactly(correlated.id(2)));
    Api.may("events:EnableRule")
        .put(Correlated.DETECTIONS + "/" + correlated.id(1) + "/enable")
        .then()
        .statusCode(200);
  }

  @Test
  void shouldRefuseWhatDoesNotGoTogether() {
    String lone = correlated.failures(3).split("---\n", 2)[1];
    Correlated.post(lone)
        .statusCode(400)
        .body("errors[0].detail", containsString("no rule has the id or name"));
    correlated.add(correlated.failures(3));
    Api.may("events:DeleteRule")
        .delete(Correlated.DETECTIONS + "/" + correlated.id(1))
        .then()
        .statusCode(409)
        .body("type", equalTo("/problems/detection-needed"));
    String wrong =
        lone.replace(correlated.id(2), correlated.id(3)).replace("guessing", "other")
            + "tests: {match: [[{event: {eventName: Login}}]]}\n";
    Correlated.post(wrong)
        .statusCode(400)
        .body("errors[0].detail", containsString("tests.match[0] does not match"));
    Correlated.post(
            "title: F\nlogsource: {product: aws}\nfilter: {rules: any, s: {a: b}, condition: not s}\n")
        .statusCode(400)
        .body("errors[0].detail", containsString("filters are not taken"));
  }
}
