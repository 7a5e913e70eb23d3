package io.cairn.trail.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.trail.RealRecords;
import io.cairn.trail.TrailApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources against a real S3 endpoint that checks signatures, and a queue. */
@NullMarked
@QuarkusTest
class SourceTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String DAY = "2026/03/04/";

  @SuppressWarnings("NullAway.Init")
  private static LocalS3 s3;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    System.setProperty("aws.accessKeyId", LocalS3.KEY);
    System.setProperty("aws.secretAccessKey", LocalS3.SECRET);
    s3 = new LocalS3(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    s3.stop();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static String record(String id, String account) {
    return "{\"eventID\":\""
        + id
        + "\",\"eventTime\":\"2026-03-04T05:06:07Z\",\"eventName\":\"SourceTest\","
        + "\"recipientAccountId\":\""
        + account
        + "\"}";
  }

  private static byte[] file(String... records) throws Exception {
    return RealRecords.gzip(("{\"Records\":[" + String.join(",", records) + "]}").getBytes(UTF_8));
  }

  private static String key(String account, String region, String name) {
    return "AWSLogs/" + account + "/CloudTrail/" + region + "/" + DAY + name + ".json.gz";
  }

  private static Response create(Map<String, Object> settings) {
    return TrailApi.as("cloudtrail:CreateTrail")
        .header("Content-Type", "application/json")
        .body(settings)
        .post("/api/v1/trail/sources");
  }

  private static String created(Map<String, Object> settings) {
    Response answer = create(settings);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return answer.jsonPath().getString("id");
  }

  private static Map<String, Object> listing(String name, String bucket) {
    return Map.of(
        "name",
        name,
        "kind",
        "S3_LISTING",
        "bucket",
        bucket,
        "region",
        "eu-west-1",
        "endpoint",
        s3.endpoint());
  }

  private static void poll(String id) {
    TrailApi.as("cloudtrail:StartImport")
        .post("/api/v1/trail/sources/" + id + "/poll")
        .then()
        .statusCode(202);
  }

  private static void awaitStored(String source, long stored) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(TrailApi.ledger(source).getLong("stored")).isEqualTo(stored));
  }

  @Test
  void shouldHoldAllRealRecordsOnceWhenBucketIsListedTwice() throws Exception {
    // Given
    Map<String, List<byte[]>> files = RealRecords.byFile();
    s3.bucket("real-trail");
    for (var file : files.entrySet()) {
      String[] parts = file.getKey().split("_", -1);
      String day =
          parts[3].substring(0, 4)
              + "/"
              + parts[3].substring(4, 6)
              + "/"
              + parts[3].substring(6, 8);
      s3.put(
          "real-trail",
          "AWSLogs/"
              + parts[0]
              + "/CloudTrail/"
              + parts[2]
              + "/"
              + day
              + "/"
              + file.getKey()
              + ".gz",
          RealRecords.gzip(RealRecords.logFile(file.getValue())));
    }

    // When
    String id = created(listing("real", "real-trail"));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              var line = TrailApi.ledger(id);
              assertThat(line.getLong("received")).isEqualTo(2_900);
              assertThat(line.getLong("inFlight")).isZero();
            });
    assertThat(TrailApi.ledger(id).getLong("expected")).isEqualTo(2_900);
    assertThat(TrailApi.ledger("real").getString("kind")).isEqualTo("S3_LISTING");
    assertThat(TrailApi.ledger(id).getLong("stored") + TrailApi.ledger(id).getLong("duplicate"))
        .isEqualTo(2_900);

    // When
    String before = polledAt(id);
    poll(id);

    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(polledAt(id)).isNotEqualTo(before));
    assertThat(TrailApi.ledger(id).getLong("received")).isEqualTo(2_900);
    assertThat(TrailApi.ledger(id).getLong("objectsRead")).isEqualTo(files.size());
  }

  private static String polledAt(String id) {
    return String.valueOf(
        TrailApi.as("cloudtrail:GetTrail")
            .get("/api/v1/trail/sources/" + id)
            .jsonPath()
            .getString("lastPollAt"));
  }

  @Test
  void shouldReadOnlyLogFilesAndNameDamagedOnesWhenBucketHoldsMore() throws Exception {
    // Given
    s3.bucket("mixed-trail");
    String one = "111111111111";
    s3.put("mixed-trail", key(one, "eu-west-1", "a"), file(record("m-1", one)));
    s3.put(
        "mixed-trail",
        key("o-abcdefghij/222222222222", "us-east-1", "b"),
        file(record("m-2", "222222222222")));
    byte[] whole = file(record("m-3", one));
    s3.put("mixed-trail", key(one, "eu-west-1", "cut"), Arrays.copyOf(whole, whole.length - 6));
    s3.put(
        "mixed-trail",
        "AWSLogs/" + one + "/CloudTrail-Digest/eu-west-1/" + DAY + "d.json.gz",
        whole);
    s3.put("mixed-trail", "AWSLogs/" + one + "/Config/ConfigWritabilityCheckFile", new byte[] {1});

    // When
    String id = created(listing("mixed", "mixed-trail"));

    // Then
    awaitStored(id, 2);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(TrailApi.ledger(id).getLong("objectsUnreadable")).isEqualTo(1));
    var unreadable =
        TrailApi.as("cloudtrail:GetTrailStatus")
            .queryParam("source", id)
            .queryParam("state", "UNREADABLE")
            .get("/api/v1/trail/ledger/objects")
            .jsonPath();
    assertThat(unreadable.getString("items[0].objectName"))
        .isEqualTo("s3://mixed-trail/" + key(one, "eu-west-1", "cut"));
    assertThat(unreadable.getString("items[0].problem.code")).isEqualTo("TRUNCATED");
    assertThat(unreadable.getString("items[0].problem.remedy")).isNotEmpty();

    // When: the file is written anew, and a later one comes
    s3.put("mixed-trail", key(one, "eu-west-1", "cut"), whole);
    s3.put("mixed-trail", key(one, "eu-west-1", "z"), file(record("m-4", one)));
    poll(id);

    // Then
    awaitStored(id, 4);
  }

  @Test
  void shouldTakeLaterDaysOnlyWhenStartDateIsSet() throws Exception {
    // Given
    s3.bucket("dated-trail");
    String account = "333333333333";
    s3.put(
        "dated-trail",
        "p/" + key(account, "eu-west-1", "a").replace(DAY, "2026/03/03/"),
        file(record("d-1", account)));
    s3.put("dated-trail", "p/" + key(account, "eu-west-1", "b"), file(record("d-2", account)));

    // When
    String id =
        created(
            Map.of(
                "name", "dated",
                "kind", "S3_LISTING",
                "bucket", "dated-trail",
                "prefix", "p/",
                "region", "eu-west-1",
                "endpoint", s3.endpoint(),
                "startDate", "2026-03-04"));

    // Then
    awaitStored(id, 1);
    await().atMost(SOON).untilAsserted(() -> assertThat(polledAt(id)).isNotEqualTo("null"));
    assertThat(TrailApi.ledger(id).getLong("objectsRead")).isEqualTo(1);
  }

  @Test
  void shouldNameWhatIsWrongWhenBucketDoesNotExist() {
    // When
    String id = created(listing("nowhere", "no-such-bucket-here"));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(TrailApi.ledger(id).getString("problem.code"))
                    .isEqualTo("NO_SUCH_BUCKET"));
    assertThat(TrailApi.ledger(id).getString("problem.remedy")).contains("no-such-bucket-here");
  }

  @Test
  void shouldReadNotifiedFilesAndDeleteMessagesOnlyWhenTheyAreDone() throws Exception {
    // Given
    s3.bucket("queue-trail");
    String account = "444444444444";
    s3.put("queue-trail", key(account, "eu-west-1", "q1"), file(record("q-1", account)));
    s3.put("queue-trail", key(account, "eu-west-1", "q2"), file(record("q-2", account)));
    try (var queue = new LocalQueue()) {
      queue.send("test", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}");
      queue.send(
          "raw",
          "{\"s3Bucket\":\"queue-trail\",\"s3ObjectKey\":[\""
              + key(account, "eu-west-1", "q1")
              + "\"]}");
      queue.send(
          "s3",
          "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"queue-trail\"},"
              + "\"object\":{\"key\":\""
              + key(account, "eu-west-1", "q2")
              + "\"}}}]}");
      queue.send(
          "denied",
          "{\"s3Bucket\":\"no-such-bucket-here\",\"s3ObjectKey\":[\""
              + key(account, "eu-west-1", "q3")
              + "\"]}");
      queue.send("foreign", "hello");

      // When
      String id =
          created(
              Map.of(
                  "name", "queue",
                  "kind", "S3_SQS",
                  "queueUrl", queue.url(),
                  "region", "eu-west-1",
                  "endpoint", s3.endpoint()));

      // Then
      awaitStored(id, 2);
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(queue.waiting()).containsExactlyInAnyOrder("denied", "foreign"));
      assertThat(queue.received()).contains("denied", "foreign");
      assertThat(
              TrailApi.as("cloudtrail:GetTrailStatus")
                  .queryParam("source", id)
                  .queryParam("state", "UNREADABLE")
                  .get("/api/v1/trail/ledger/objects")
                  .jsonPath()
                  .getList("items.problem.code", String.class))
          .contains("NO_SUCH_BUCKET");
      // three files were announced, and a message that names none is shown beside them
      assertThat(TrailApi.ledger(id).getInt("objectsExpected")).isEqualTo(4);
      assertThat(TrailApi.ledger(id).getInt("objectsRead")).isEqualTo(2);
      assertThat(TrailApi.ledger(id).getString("expectedBasis")).isEqualTo("FILES_READ");
      delete(id);
    }
  }

  private static void delete(String id) {
    TrailApi.as("cloudtrail:DeleteTrail")
        .delete("/api/v1/trail/sources/" + id)
        .then()
        .statusCode(204);
  }

  @Test
  void shouldNameEveryFaultWhenSettingsAreWrong() {
    // When
    Response answer =
        create(
            Map.of(
                "name", "bad name",
                "kind", "S3_SQS",
                "region", "Europe",
                "roleArn", "arn:aws:iam::1:user/x",
                "accountIds", List.of("12")));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getList("errors.field"))
        .containsExactlyInAnyOrder("name", "region", "roleArn", "queueUrl", "accountIds");
  }

  @Test
  void shouldChangeAndForgetASourceWhenAsked() {
    // Given
    String id = created(listing("crud", "crud-trail"));
    assertThat(create(listing("crud", "crud-trail")).statusCode()).isEqualTo(409);

    // When
    Response updated =
        TrailApi.as("cloudtrail:UpdateTrail")
            .header("Content-Type", "application/json")
            .body(
                Map.of(
                    "name", "crud-2",
                    "kind", "S3_LISTING",
                    "bucket", "crud-trail",
                    "region", "eu-west-1",
                    "enabled", false))
            .put("/api/v1/trail/sources/" + id);

    // Then
    assertThat(updated.statusCode()).isEqualTo(200);
    assertThat(updated.jsonPath().getBoolean("enabled")).isFalse();
    assertThat(
            TrailApi.as("cloudtrail:ListTrails")
                .get("/api/v1/trail/sources")
                .jsonPath()
                .getList("items.name", String.class))
        .contains("crud-2")
        .doesNotContain("crud");
    delete(id);
    assertThat(TrailApi.as("cloudtrail:GetTrail").get("/api/v1/trail/sources/" + id).statusCode())
        .isEqualTo(404);
  }
}
