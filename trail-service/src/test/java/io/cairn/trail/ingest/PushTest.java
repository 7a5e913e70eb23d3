package io.cairn.trail.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cairn.contracts.EventBatch;
import io.cairn.eventstore.EventScanner;
import io.cairn.testkit.servers.KafkaProbe;
import io.cairn.trail.RealRecords;
import io.cairn.trail.TrailApi;
import io.cairn.trail.kafka.EventBatches;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
@QuarkusTest
class PushTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static String record(String id) {
    return "{\"eventID\":\""
        + id
        + "\",\"eventTime\":\"2026-03-04T05:06:07Z\",\"eventName\":\"PushTest\","
        + "\"recipientAccountId\":\"111111111111\",\"somethingNew\":{\"x\":[1]}}";
  }

  private static Response push(String body, String type) {
    return TrailApi.push(body.getBytes(UTF_8), type);
  }

  private static String stored(String id) {
    return TrailApi.find(Map.of("eventId", id)).jsonPath().getString("items[0].eventName");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, envelope",
    "application/json; charset=utf-8, single",
    "application/x-ndjson, lines",
    "application/json, lines",
    "application/json, gzip",
    "application/octet-stream, gzip"
  })
  void shouldStoreRecordsWhenFormIsAnyThatIsTaken(String type, String form) throws IOException {
    // Given
    String id = "form-" + type.replaceAll("[^a-z]", "") + "-" + form;
    String two = record(id + "-1") + "\n" + record(id + "-2") + "\n";
    byte[] body =
        switch (form) {
          case "envelope" ->
              (" {\n\"Records\" : [" + record(id + "-1") + " ,\n" + record(id + "-2") + "]}")
                  .getBytes(UTF_8);
          case "single" -> record(id + "-1").replace(",", ",\n  ").getBytes(UTF_8);
          case "gzip" -> RealRecords.gzip(two.getBytes(UTF_8));
          default -> two.getBytes(UTF_8);
        };

    // When
    Response answer = TrailApi.push(body, type);

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(form.equals("single") ? 1 : 2);
    assertThat(answer.jsonPath().getList("refused")).isEmpty();
    await().atMost(SOON).untilAsserted(() -> assertThat(stored(id + "-1")).isEqualTo("PushTest"));
  }

  @Test
  void shouldKeepTheRestWhenSomeRecordsAreBad() {
    // Given
    long before = TrailApi.ledger("push").getLong("refused");
    String large = record("bad-large").replace("[1]", "\"" + "x".repeat(300_000) + "\"");
    String body =
        "{\"Records\":["
            + String.join(
                ",",
                record("bad-first"),
                "{\"eventID\":}",
                record("bad-twice").replace("{\"x\"", "{\"x\":0,\"x\""),
                large,
                record("bad-deep").replace("[1]", "[".repeat(40) + "]".repeat(40)),
                record("bad-time").replace("2026-03", "yesterday"),
                record("bad-future").replace("2026-03", "2099-03"),
                "7",
                record("bad-last"))
            + "]}";

    // When
    Response answer = push(body, "application/json");

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(2);
    assertThat(answer.jsonPath().getList("refused.code"))
        .containsExactly(
            "NOT_JSON",
            "DUPLICATE_KEY",
            "TOO_LARGE",
            "TOO_DEEP",
            "EVENT_TIME_INVALID",
            "EVENT_TIME_INVALID",
            "NOT_JSON");
    assertThat(answer.jsonPath().getList("refused.index")).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(answer.jsonPath().getString("refused[0].detail"))
        .contains("at byte 11 of the record");
    await().atMost(SOON).untilAsserted(() -> assertThat(stored("bad-last")).isEqualTo("PushTest"));
    assertThat(TrailApi.ledger("push").getLong("refused")).isEqualTo(before + 7);
    assertThat(
            TrailApi.as("cloudtrail:ListImportFailures")
                .get("/api/v1/trail/dead-letters")
                .jsonPath()
                .getList("items.preview", String.class))
        .contains("{\"eventID\":}", "7");
    assertThat(
            TrailApi.as("cloudtrail:GetTrailStatus")
                .get("/api/v1/trail/ledger/refusals?source=push")
                .jsonPath()
                .getList("items.code", String.class))
        .contains("TOO_LARGE", "TOO_DEEP");
  }

  private static String letterOf(String preview) {
    return TrailApi.as("cloudtrail:ListImportFailures")
        .queryParam("limit", 1_000)
        .get("/api/v1/trail/dead-letters")
        .jsonPath()
        .param("preview", preview)
        .getString("items.find { it.preview.startsWith(preview) }.id");
  }

  private static Response replay(String letter) {
    return TrailApi.as("cloudtrail:StartImport")
        .post("/api/v1/trail/dead-letters/" + letter + "/replay");
  }

  @Test
  void shouldCopyARefusedRecordToTheDeadLetterTopicAndStoreItWhenReplayed() {
    try (var kafka = new KafkaProbe()) {
      // Given: an event of the far future, from a clock that was put right later
      String record = record("dlq-future").replace("2026-03", "2099-03");

      // When
      push(record, "application/json").then().statusCode(202);

      // Then
      String letter = letterOf(record);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          kafka.read(
                              "trail-service.trail.event.received.v1.dlq",
                              read -> read.text().equals(record)))
                      .singleElement()
                      .satisfies(
                          copy ->
                              assertThat(copy.headers())
                                  .containsEntry("dead-letter-id", letter)
                                  .containsEntry("source", "push")
                                  .containsKey("correlation-id")
                                  .hasEntrySatisfying(
                                      "dead-letter-reason",
                                      why -> assertThat(why).startsWith("EVENT_TIME_INVALID"))));

      // When
      replay(letter).then().statusCode(202);

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(stored("dlq-future")).isEqualTo("PushTest"));
    }
  }

  @Test
  void shouldNotReplayWhatWasKeptInPart() {
    // Given
    String large = record("dlq-large").replace("[1]", "\"" + "y".repeat(300_000) + "\"");
    push(large, "application/json").then().statusCode(202);

    // When
    Response answer = replay(letterOf(large.substring(0, 100)));

    // Then
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.jsonPath().getString("detail")).contains(large.length() + " bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|EMPTY|at byte 0",
        "{\"Records\":[{\"a\":1}|TRUNCATED|at byte 19",
        "hello|NOT_RECORDS|at byte 0",
        "{\"Records\":[{} {}]}|NOT_RECORDS|at byte 15"
      })
  void shouldRefuseTheWholeWhenBodyIsMalformed(String body, String code, String where) {
    // When
    Response answer = push(body, "application/json");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/trail-body-malformed");
    assertThat(answer.jsonPath().getString("detail")).contains(code).contains(where);
  }

  @Test
  void shouldAcceptNothingWhenTheBodyHoldsFewerRecordsThanAnnounced() {
    // Given: lines that were cut at the end of one
    String body = record("announced-1") + "\n" + record("announced-2") + "\n";

    // When
    Response cut = announced(body, 3);
    Response whole = announced(body, 2);

    // Then
    assertThat(cut.statusCode()).isEqualTo(400);
    assertThat(cut.jsonPath().getString("detail")).contains("announces 3").contains("holds 2");
    assertThat(whole.jsonPath().getInt("accepted")).isEqualTo(2);
    assertThat(TrailApi.ledger("push").getString("expectedBasis")).isEqualTo("UNKNOWN");
    assertThat(TrailApi.ledger("push").getString("expected")).isNull();
  }

  private static Response announced(String body, int records) {
    return TrailApi.as("cloudtrail-data:PutAuditEvents")
        .header("Content-Type", "application/x-ndjson")
        .queryParam("records", records)
        .body(body.getBytes(UTF_8))
        .post("/api/v1/trail/events");
  }

  @Test
  void shouldAcceptNothingWhenAMalformedBodyBeginsWell() {
    // When
    Response answer = push("{\"Records\":[" + record("half") + ",", "application/json");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    push(record("after-half"), "application/json").then().statusCode(202);
    await().atMost(SOON).untilAsserted(() -> assertThat(stored("after-half")).isNotNull());
    assertThat(TrailApi.count(Map.of("eventId", "half"))).isZero();
  }

  @Test
  void shouldNameTheFaultWhenGzipIsTruncatedOrABomb() throws IOException {
    byte[] gzip = RealRecords.gzip(record("cut").getBytes(UTF_8));

    // When
    Response cut = TrailApi.push(Arrays.copyOf(gzip, gzip.length - 9), "application/json");
    Response bomb =
        TrailApi.push(RealRecords.gzip(" ".repeat(64 << 20).getBytes(UTF_8)), "application/json");

    // Then
    assertThat(cut.statusCode()).isEqualTo(400);
    assertThat(cut.jsonPath().getString("detail")).contains("TRUNCATED").contains("ends too early");
    assertThat(bomb.statusCode()).isEqualTo(413);
    assertThat(bomb.jsonPath().getString("detail")).contains("GZIP_BOMB");
  }

  @Test
  void shouldRefuseWhenTypeOrEncodingIsNotTaken() {
    // When
    Response type = push(record("type"), "text/plain");
    Response encoding =
        TrailApi.as("cloudtrail-data:PutAuditEvents")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "br")
            .body(record("encoding").getBytes(UTF_8))
            .post("/api/v1/trail/events");
    Response action =
        TrailApi.as("cloudtrail:LookupEvents")
            .header("Content-Type", "application/json")
            .body(record("action").getBytes(UTF_8))
            .post("/api/v1/trail/events");

    // Then
    assertThat(type.statusCode()).isEqualTo(415);
    assertThat(encoding.statusCode()).isEqualTo(415);
    assertThat(action.statusCode()).isEqualTo(403);
  }

  @Test
  void shouldReadTwiceAndLoseNothingWhenBodyIsLargerThanWhatIsHeld() throws IOException {
    // Given: 12 MiB of records, beyond the 8 MiB that are held
    var body = new StringBuilder();
    String filler = "f".repeat(12_000);
    for (int i = 0; i < 1_000; i++) {
      body.append(
              record("large-" + i)
                  .replace("PushTest", "LargeTest")
                  .replace("[1]", "\"" + filler + i + "\""))
          .append('\n');
    }

    // When
    Response answer =
        TrailApi.push(RealRecords.gzip(body.toString().getBytes(UTF_8)), "application/x-ndjson");

    // Then
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.jsonPath().getString("detail")).contains("GZIP_BOMB");
    Response plain = push(body.toString(), "application/x-ndjson");
    assertThat(plain.statusCode()).isEqualTo(202);
    assertThat(plain.jsonPath().getInt("accepted")).isEqualTo(1_000);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(TrailApi.count(Map.of("eventName", "LargeTest"))).isEqualTo(1_000));
  }

  @Test
  void shouldNotCallItAcceptedWhenTheBrokerIsAway() {
    // Given
    var nowhere = new EventBatches(Map.of("bootstrap.servers", "127.0.0.1:1"), "test");
    var delivery = new Delivery(nowhere, "push", Map.of());
    var batch = new EventBatch(List.of(record("away").getBytes(UTF_8)));

    // When, Then
    assertThatThrownBy(
            () -> {
              delivery.send("111111111111", batch);
              delivery.await();
            })
        .isInstanceOf(BrokerAwayException.class);
    assertThat(EventScanner.MAX_RECORD_BYTES).isEqualTo(EventBatch.MAX_BYTES);
  }
}
