package io.cairn.config.cause;

import static io.cairn.config.testing.Observations.bucket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.config.item.ItemRecorder;
import io.cairn.config.look.Touched;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.FakeLooks;
import io.cairn.config.testing.Observations;
import io.cairn.config.testing.Rest;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.EventBatch;
import io.cairn.contracts.ResourceKey;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** One test for each sentence of what the join promises; real Kafka, real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class EventJoinTest {
  private static final String ACCOUNT = "222222222222";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant T0 = Instant.parse("2026-03-04T05:00:00.250Z");

  @Inject ItemRecorder recorder;
  @Inject Database database;

  private static String event(String id, String bucket, Instant time, String more) {
    return """
        {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventName":"PutBucketPolicy",\
        "eventSource":"s3.amazonaws.com","awsRegion":"eu-west-1","recipientAccountId":"222222222222",\
        "sourceIPAddress":"198.51.100.7","userAgent":"aws-cli/2.15","userIdentity":{"type":"AssumedRole",\
        "arn":"arn:aws:sts::222222222222:assumed-role/ops/alice","accessKeyId":"ASIAEXAMPLE",\
        "sessionContext":{"sourceIdentity":"alice@example.org","sessionIssuer":{"type":"Role",\
        "arn":"arn:aws:iam::222222222222:role/ops","userName":"ops"}}},\
        "requestParameters":{"bucketName":"%s"}%s}"""
        .formatted(id, Instant.ofEpochSecond(time.getEpochSecond()), bucket, more);
  }

  private static String write(String id, ResourceKey key, Instant time) {
    return event(id, key.resourceId(), time, ",\"readOnly\":false");
  }

  private static void send(String... events) {
    try (var probe = new KafkaProbe()) {
      var batch = new EventBatch(Arrays.stream(events).map(text -> text.getBytes(UTF_8)).toList());
      probe.send("trail.event.recorded.v1", ACCOUNT, batch.value(), batch.headers());
    }
  }

  private ResourceKey changedAt(String name, Instant... looks) {
    ResourceKey key = bucket(ACCOUNT, name);
    for (Instant look : looks) {
      recorder.record(Observations.of(key).configured("{\"v\":\"" + look + "\"}").at(look).seen());
    }
    return key;
  }

  private static void awaitCause(ResourceKey key, int index, String status, String... eventIds) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonPath history = Rest.history(key);
              assertThat(history.getString("items[%d].cause.status".formatted(index)))
                  .isEqualTo(status);
              assertThat(history.<String>getList("items[%d].cause.events.eventId".formatted(index)))
                  .containsExactly(eventIds);
            });
  }

  /** An event of another bucket that comes through after those sent before: they were handled. */
  private void barrier(String name) {
    ResourceKey key = bucket(ACCOUNT, "barrier-" + name);
    send(write("barrier-" + name, key, T0));
    await().atMost(SOON).untilAsserted(() -> assertThat(rows(key)).isEqualTo(1));
  }

  private long rows(ResourceKey key) {
    return database.number(
        Sql.of("SELECT count(*) FROM touching_event WHERE resource_id = ?", key.resourceId()));
  }

  @Test
  void shouldTellWhoFromWhereWithWhatAndWhen() {
    // Given
    ResourceKey key = changedAt("who", T0, T0.plusSeconds(60));

    // When
    send(write("who-1", key, T0.plusSeconds(30)));

    // Then
    awaitCause(key, 0, "known", "who-1");
    assertThat(Rest.history(key).<Map<String, Object>>get("items[0].cause.events[0]"))
        .containsEntry("eventTime", "2026-03-04T05:00:30Z")
        .containsEntry("eventName", "PutBucketPolicy")
        .containsEntry("eventSource", "s3.amazonaws.com")
        .containsEntry("principalArn", "arn:aws:sts::222222222222:assumed-role/ops/alice")
        .containsEntry("principalType", "AssumedRole")
        .containsEntry("userName", "ops")
        .containsEntry("sessionIssuerArn", "arn:aws:iam::222222222222:role/ops")
        .containsEntry("sourceIdentity", "alice@example.org")
        .containsEntry("accessKeyId", "ASIAEXAMPLE")
        .containsEntry("sourceIPAddress", "198.51.100.7")
        .containsEntry("userAgent", "aws-cli/2.15")
        .containsEntry("errorCode", null)
        .doesNotContainKey("exact");
  }

  @Test
  void shouldAskForALookWhenAWriteEventComes() {
    // Given
    ResourceKey key = changedAt("look", T0);

    // When
    send(write("look-1", key, T0.plusSeconds(30)));
    barrier("look");

    // Then
    assertThat(FakeLooks.REQUESTED).contains(new Touched.OneResource(key));
  }

  @Test
  void shouldJoinWhenTheEventComesBeforeTheLook() {
    // Given
    ResourceKey key = changedAt("before", T0);

    // When
    send(write("before-1", key, T0.plusSeconds(10)));
    await().atMost(SOON).untilAsserted(() -> assertThat(rows(key)).isEqualTo(1));
    changedAt("before", T0.plusSeconds(12));

    // Then
    awaitCause(key, 0, "known", "before-1");
  }

  @Test
  void shouldSayUnknownUntilTheEventComesWhenASweepSawTheChangeFirst() {
    // Given
    ResourceKey key = changedAt("sweep", T0, T0.plusSeconds(21_600));
    awaitCause(key, 0, "unknown");
    String before = Rest.history(key).getString("items[0].configurationItem.toString()");

    // When: hours after the look, with nothing in between
    send(write("sweep-1", key, T0.plusSeconds(3_600)));

    // Then
    awaitCause(key, 0, "known", "sweep-1");
    assertThat(Rest.history(key).getString("items[0].configurationItem.toString()"))
        .isEqualTo(before);
    assertThat(Rest.history(key).<Object>getList("items[0].configurationItem.relatedEvents"))
        .isEmpty();
  }

  @Test
  void shouldJoinEachChangeToItsOwnEventWhenEventsComeOutOfOrder() {
    // Given
    ResourceKey key =
        changedAt("disorder", T0, T0.plusSeconds(100), T0.plusSeconds(200), T0.plusSeconds(300));

    // When
    send(write("d-3", key, T0.plusSeconds(290)));
    send(write("d-1", key, T0.plusSeconds(90)));
    send(write("d-2", key, T0.plusSeconds(190)));

    // Then
    awaitCause(key, 0, "known", "d-3");
    awaitCause(key, 1, "known", "d-2");
    awaitCause(key, 2, "known", "d-1");
  }

  @Test
  void shouldNameAllAndSayAmbiguousWhenSeveralEventsLieBetweenTwoLooks() {
    // Given
    ResourceKey key = changedAt("several", T0, T0.plusSeconds(100));

    // When
    send(write("s-2", key, T0.plusSeconds(50)), write("s-1", key, T0.plusSeconds(10)));

    // Then
    awaitCause(key, 0, "ambiguous", "s-1", "s-2");
  }

  @Test
  void shouldNeverTakeAFailedOrReadOnlyCallForTheCause() {
    // Given
    ResourceKey key = changedAt("never", T0, T0.plusSeconds(100));

    // When
    send(
        event("n-1", "never", T0.plusSeconds(10), ",\"errorCode\":\"AccessDenied\""),
        event("n-2", "never", T0.plusSeconds(20), ",\"readOnly\":true"),
        event("n-3", "never", T0.plusSeconds(30), ",\"readOnly\":\"true\""));
    barrier("never");

    // Then
    awaitCause(key, 0, "unknown");
    assertThat(rows(key)).isZero();
    assertThat(FakeLooks.REQUESTED).doesNotContain(new Touched.OneResource(key));
  }

  @Test
  void shouldCountAnEventOnceWhenItIsDeliveredAgain() {
    // Given
    ResourceKey key = changedAt("twice", T0, T0.plusSeconds(100));
    String event = write("t-1", key, T0.plusSeconds(50));

    // When
    send(event, event);
    send(event);
    barrier("twice");

    // Then
    awaitCause(key, 0, "known", "t-1");
    assertThat(rows(key)).isEqualTo(1);
  }

  @Test
  void shouldBeAmbiguousWhenTheEventNamesOnlyTheType() {
    // Given
    var key =
        new ResourceKey(
            new AccountId(ACCOUNT), "eu-west-1", "AWS::EC2::SecurityGroup", "sg-type-only");
    recorder.record(Observations.of(key).configured("{\"v\":1}").at(T0).seen());
    recorder.record(Observations.of(key).configured("{\"v\":2}").at(T0.plusSeconds(100)).seen());

    // When
    send(
        event("type-1", "none", T0.plusSeconds(50), "")
            .replace("s3.amazonaws.com", "ec2.amazonaws.com"));

    // Then
    awaitCause(key, 0, "ambiguous", "type-1");
    assertThat(FakeLooks.REQUESTED)
        .contains(
            new Touched.SomeOfType(new AccountId(ACCOUNT), "eu-west-1", "AWS::EC2::SecurityGroup"));
  }

  @Test
  void shouldDeadLetterOnlyTheBadEventOfABatch() {
    // Given
    ResourceKey key = changedAt("poison", T0, T0.plusSeconds(100));

    // When
    send(
        "{\"truncated\":",
        write("p-1", key, T0.plusSeconds(50)),
        event("p-2", "poison", T0.plusSeconds(60), "")
            .replace("\"eventTime\":\"2026", "\"eventTime\":\"soon"));

    // Then
    awaitCause(key, 0, "known", "p-1");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonPath letters =
                  Rest.as("sqs:ReceiveMessage")
                      .get("/api/v1/config/dead-letters")
                      .then()
                      .statusCode(200)
                      .extract()
                      .jsonPath();
              assertThat(letters.<String>getList("items.preview"))
                  .anySatisfy(
                      preview ->
                          assertThat(preview)
                              .contains("truncated")
                              .contains("p-2")
                              .doesNotContain("p-1"));
            });
  }

  @Test
  void shouldLeaveNothingWhenTheDatabaseRefusesAndEverythingWhenReplayed() {
    // Given
    ResourceKey key = changedAt("crash", T0, T0.plusSeconds(100));
    database.update(
        Sql.of("ALTER TABLE touching_event ADD CONSTRAINT no_crash CHECK (event_id <> 'crash-2')"));

    // When
    send(write("crash-1", key, T0.plusSeconds(50)), write("crash-2", key, T0.plusSeconds(60)));
    await().atMost(SOON).untilAsserted(() -> assertThat(letterOf("crash-2")).hasSize(1));

    // Then
    assertThat(rows(key)).isZero();
    database.update(Sql.of("ALTER TABLE touching_event DROP CONSTRAINT no_crash"));
    Rest.as("sqs:StartMessageMoveTask")
        .post("/api/v1/config/dead-letters/" + letterOf("crash-2").getFirst() + "/replay")
        .then()
        .statusCode(202);
    awaitCause(key, 0, "ambiguous", "crash-1", "crash-2");
  }

  private List<String> letterOf(String text) {
    return database.list(
        Sql.of(
            "SELECT id::text FROM dead_letter WHERE convert_from(payload, 'UTF8') LIKE ?",
            "%" + text + "%"),
        row -> row.getString(1));
  }
}
