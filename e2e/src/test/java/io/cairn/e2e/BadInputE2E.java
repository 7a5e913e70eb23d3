package io.cairn.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.aws.recorded.RecordedAws;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.ApiEvents;
import io.cairn.e2e.suite.SharedSuite;
import io.cairn.e2e.suite.SuiteUnderTest;
import io.cairn.e2e.suite.SuiteWithAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is named with its place; what is right beside it is kept. */
@ExtendWith(SharedSuite.class)
class BadInputE2E {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String EVENTS = "/api/v1/trail/events";

  private static SuiteUnderTest suite;
  private static RecordedAws aws;
  private static Api api;

  @BeforeAll
  static void start(SuiteWithAws shared) {
    suite = shared.suite();
    aws = shared.aws();
    api = suite.api();
  }

  @Test
  void shouldNameTheByteWhenTheBodyIsNoJson() {
    // When
    Answer answer = api.post(EVENTS, "{\"Records\":[" + event() + ",{\"eventVersion\":]}");

    // Then
    isProblem(answer, 400, "trail-body-malformed");
    assertThat(detail(answer)).contains("at byte ", "Nothing of the body was accepted");
  }

  @Test
  void shouldSayTruncatedWhenAGzipEndsTooEarly() throws IOException {
    // Given
    byte[] whole = gzip(("{\"Records\":[" + event() + "]}").getBytes(UTF_8), 1);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    // When
    Answer answer = api.post(EVENTS, "application/gzip", half);

    // Then
    isProblem(answer, 400, "trail-body-malformed");
    assertThat(detail(answer)).startsWith("TRUNCATED: ").contains("at byte ");
  }

  @Test
  void shouldRefuseWhenAGzipIsABomb() throws IOException {
    // Given
    byte[] bomb = gzip(" ".repeat(1 << 20).getBytes(UTF_8), 200);
    assertThat(bomb.length).isLessThan(1 << 20);

    // When
    Answer answer = api.post(EVENTS, "application/gzip", bomb);

    // Then
    isProblem(answer, 413, "trail-body-too-large");
    assertThat(detail(answer)).startsWith("GZIP_BOMB: ");
  }

  @Test
  void shouldKeepTheRestAndShowTheRefusedWhenARecordIsTooLargeOrNoEvent() {
    // Given
    JsonNode before = ledger();
    String large =
        event()
            .replace(
                "\"requestParameters\":{}",
                "\"requestParameters\":{\"a\":\"" + "x".repeat(257 << 10) + "\"}");
    String noId = event().replaceAll("\"eventID\":\"[^\"]+\"", "\"eventID\":\"\"");
    String first = event();
    String last = event();

    // When
    Answer answer =
        api.post(
            EVENTS, "{\"Records\":[" + String.join(",", first, large, noId, "17", last) + "]}");

    // Then
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    List<JsonNode> refused = List.copyOf(answer.body().path("refused").valueStream().toList());
    assertThat(refused).extracting(r -> r.path("index").asInt()).containsExactly(1, 2, 3);
    assertThat(refused)
        .extracting(r -> r.path("code").asText())
        .containsExactly("TOO_LARGE", "EVENT_ID_INVALID", "NOT_JSON");
    assertThat(refused.getFirst().path("detail").asText()).contains("at most 262144");
    isFound(first);
    isFound(last);
    await().atMost(SOON).untilAsserted(() -> balances(before, 2, 3));
    refusalsAreListed();
  }

  private static void balances(JsonNode before, long stored, long refused) {
    JsonNode now = ledger();
    assertThat(now.path("stored").asLong()).isEqualTo(before.path("stored").asLong() + stored);
    assertThat(now.path("refused").asLong()).isEqualTo(before.path("refused").asLong() + refused);
    assertThat(now.path("received").asLong())
        .as(now.toString())
        .isEqualTo(
            now.path("stored").asLong()
                + now.path("duplicate").asLong()
                + now.path("refused").asLong()
                + now.path("inFlight").asLong());
  }

  private static void refusalsAreListed() {
    JsonNode large = letterOf("TOO_LARGE");
    assertThat(large.path("reason").asText()).startsWith("TOO_LARGE");
    assertThat(large.path("preview").asText()).startsWith("{\"eventVersion\"");
    // Only its beginning was kept, which is no record to replay.
    assertThat(replay(large)).isEqualTo(409);

    JsonNode whole = letterOf("EVENT_ID_INVALID");
    assertThat(replay(whole)).isEqualTo(202);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(letter(whole.path("id").asText()).hasNonNull("replayedAt")).isTrue());
  }

  private static int replay(JsonNode letter) {
    String id = letter.path("id").asText();
    return api.post("/api/v1/trail/dead-letters/" + id + "/replay", "").status();
  }

  /** The dead letter behind the newest refusal of a code. */
  private static JsonNode letterOf(String code) {
    JsonNode refusal =
        api.get("/api/v1/trail/ledger/refusals?source=push&limit=50").items().stream()
            .filter(r -> r.path("code").asText().equals(code))
            .findFirst()
            .orElseThrow();
    return letter(refusal.path("deadLetterId").asText());
  }

  private static JsonNode letter(String id) {
    return api.get("/api/v1/trail/dead-letters?limit=1000").items().stream()
        .filter(l -> l.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldKeepTheOtherLinesWhenOneOfNdjsonIsNoJson() {
    // Given
    String first = event();
    String last = event();

    // When
    Answer answer =
        api.post(
            EVENTS,
            "application/x-ndjson",
            (first + "\n{\"eventVersion\": oops\n" + last + "\n").getBytes(UTF_8));

    // Then
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.body().path("refused").get(0).path("index").asInt()).isEqualTo(1);
    assertThat(answer.body().path("refused").get(0).path("detail").asText()).contains("at byte ");
    isFound(first);
    isFound(last);
  }

  @Test
  void shouldKeepFieldsThatItDoesNotKnowWhenAnEventHasThem() {
    // Given
    String event =
        event().replaceFirst("\\{", "{\"aFieldOfTomorrow\":{\"deep\":[1,{\"er\":\"ünïcode\"}]},");

    // When
    Answer answer = api.post(EVENTS, "{\"Records\":[" + event + "],\"alsoUnknown\":true}");

    // Then
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    assertThat(
            isFound(event).path("cloudTrailEvent").path("aFieldOfTomorrow").path("deep").toString())
        .isEqualTo("[1,{\"er\":\"ünïcode\"}]");
  }

  /** Packaged, where Quarkus' own mapper answers with an empty body unless ours goes before it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST | trail/sources         | {"kind":"NOPE"}    | /kind
          POST | config/accounts       | []                 | ``
          POST | config/accounts       | {"regions":5}      | /regions
          PUT  | config/rules/anything | {"enabled":"x"}    | /enabled
          POST | identity/users        | {"userName":{}}    | /userName
          """)
  void shouldNameTheMemberWhenItsKindIsWrong(
      String method, String path, String body, String pointer) {
    // When
    Answer answer = api.send(method, "/api/v1/" + path, body);

    // Then
    isProblem(answer, 400, "bad-request");
    assertThat(detail(answer)).contains(pointer, "taken is ");
    assertThat(answer.body().path("errors").get(0).path("field").asText()).isEqualTo(pointer);
    assertThat(answer.body().path("correlationId").asText()).isNotEmpty();
  }

  @Test
  void shouldNameLineAndColumnWhenASigmaFileDoesNotParse() {
    // When
    Answer broken = sigma("title: Broken\ndetection:\n  a:\n    eventName: [unclosed\n");
    Answer empty = sigma("title: No condition\nlogsource: {product: aws, service: cloudtrail}\n");

    // Then
    isProblem(broken, 400, "sigma-invalid");
    assertThat(broken.body().path("errors").get(0).path("field").asText())
        .matches("line \\d+, column \\d+");
    assertThat(detail(broken)).startsWith("Nothing was stored: line ");
    isProblem(empty, 400, "sigma-invalid");
    assertThat(detail(empty)).contains("detection");
  }

  @Test
  void shouldSayUnreachableWhenAnAccountsEndpointDoesNotAnswer() {
    // Given
    addAccount("999900001111", "", "http://127.0.0.1:9");

    // When
    JsonNode job = discover("999900001111");
    Answer check = api.get("/api/v1/config/accounts/999900001111/check");

    // Then
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.path("error").asText()).contains("did not answer", "endpoint");
    assertThat(check.body().path("reachable").asBoolean(true)).as(check.toString()).isFalse();
    assertThat(check.body().path("missing")).as("nothing was refused").isEmpty();
  }

  @Test
  void shouldSayDeniedWhenTheRoleMayNotBeAssumed() {
    // Given
    String account = "999900002222";
    addAccount(
        account,
        "\"roleArn\":\"arn:aws:iam::%s:role/cairn\",".formatted(account),
        aws.endpoint().toString());

    // When
    JsonNode job = discover(account);

    // Then
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.path("error").asText()).contains("AccessDenied", "roleArn");
    assertThat(suite.cairn("account", "check", account).status()).isEqualTo(1);
  }

  @Test
  void shouldRecordTheRestWhenOneServiceIsDeniedInOneRegion() {
    // Given
    String account = "999900003333";
    String role = "arn:aws:iam::" + account + ":role/cairn";
    aws.scenario().assumable(role, null);
    aws.scenario().faults().denyIn("us-east-1", "kms:ListKeys");
    try {
      addAccount(account, "\"roleArn\":\"" + role + "\",", aws.endpoint().toString());

      // When
      JsonNode job = discover(account);

      // Then
      assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("PARTIAL");
      // What AWS has not made yet, as a credential report, is told beside what it denied.
      assertThat(job.path("failures").valueStream())
          .as(job.path("failures").toString())
          .filteredOn(failed -> !failed.path("detail").asText().contains("not in what AWS gave"))
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.path("region").asText()).isEqualTo("us-east-1");
                assertThat(failed.path("resourceType").asText()).isEqualTo("AWS::KMS::Key");
                assertThat(failed.path("detail").asText()).contains("AccessDenied");
              });
      assertThat(job.path("units").valueStream())
          .filteredOn(u -> u.path("state").asText().equals("COMPLETED"))
          .anySatisfy(u -> assertThat(u.path("resourceType").asText()).isEqualTo("AWS::KMS::Key"))
          .hasSizeGreaterThan(20);
    } finally {
      aws.scenario().faults().heal();
    }
  }

  private static void addAccount(String account, String role, String endpoint) {
    Answer added =
        api.post(
            "/api/v1/config/accounts",
            "{\"accountId\":\"%s\",%s\"regions\":[\"eu-west-1\",\"us-east-1\"],\"endpoint\":\"%s\"}"
                .formatted(account, role, endpoint));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
  }

  private static JsonNode discover(String account) {
    Answer started = api.post("/api/v1/config/accounts/" + account + "/discovery", "{}");
    assertThat(started.status()).as(started.toString()).isEqualTo(202);
    String job = "/api/v1/config/jobs/" + started.body().path("jobId").asText();
    await().atMost(Duration.ofMinutes(2)).until(() -> api.get(job).body().hasNonNull("endedAt"));
    return api.get(job).body();
  }

  private static Answer sigma(String yaml) {
    return api.post("/api/v1/findings/detections", "application/yaml", yaml.getBytes(UTF_8));
  }

  private static String event() {
    return ApiEvents.write("ec2", "DescribeNothing" + UUID.randomUUID(), "{}");
  }

  private static JsonNode isFound(String event) {
    String id = event.replaceAll(".*\"eventID\":\"([^\"]+)\".*", "$1");
    await().atMost(SOON).until(() -> api.get(EVENTS + "?eventId=" + id).items().size() == 1);
    return api.get(EVENTS + "?eventId=" + id).items().getFirst();
  }

  private static JsonNode ledger() {
    return api.get("/api/v1/trail/ledger?source=push").items().stream()
        .findFirst()
        .orElseGet(() -> api.get("/api/v1/trail/ledger?source=push").body());
  }

  private static void isProblem(Answer answer, int status, String slug) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.body().path("type").asText()).isEqualTo("/problems/" + slug);
    assertThat(answer.body().path("title").asText()).isNotEmpty();
  }

  private static String detail(Answer answer) {
    return answer.body().path("detail").asText();
  }

  private static byte[] gzip(byte[] piece, int times) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        out.write(piece);
      }
    }
    return bytes.toByteArray();
  }
}
