package io.cairn.findings.notification;

import static io.cairn.contracts.ComplianceType.COMPLIANT;
import static io.cairn.contracts.ComplianceType.NON_COMPLIANT;
import static io.cairn.findings.Api.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.contracts.ComplianceType;
import io.cairn.findings.Api;
import io.cairn.findings.compliance.Verdicts;
import io.cairn.findings.detection.Events;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class NotificationTest {
  private static final String NOON = "2026-03-04T12:00:00Z";

  private final String account = Api.account();
  private final KafkaProbe probe = new KafkaProbe();
  private Receiver receiver;

  NotificationTest() throws IOException {
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

  private void events(int from, int to) {
    Events.send(
        probe,
        account,
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    Events.putBucketPolicy(
                        account, "e-" + i, Instant.parse(NOON).plusSeconds(i).toString()))
            .toList());
  }

  private void verdict(ComplianceType type, int second) {
    Verdicts.send(probe, Verdicts.verdict(account, type, 7, second));
  }

  private List<JsonPath> bodies() {
    return receiver.received().stream().map(r -> new JsonPath(r.text())).toList();
  }

  private List<String> types() {
    return bodies().stream().map(b -> Objects.requireNonNull(b.getString("type"))).toList();
  }

  @Test
  void shouldTellSomebodyInWordsAndSignedWhenAFindingAppears() throws GeneralSecurityException {
    // Given
    JsonPath target = Targets.webhook(receiver.url("/hook?a=b"), account, "on", List.of("new"));

    // When
    events(0, 1);

    // Then
    soon(() -> assertThat(receiver.received()).hasSize(1));
    Receiver.Received hook = receiver.received().getFirst();
    assertThat(hook.path()).isEqualTo("/hook?a=b");
    assertThat(hook.header("webhook-signature"))
        .isEqualTo(
            "v1,"
                + sign(
                    Objects.requireNonNull(target.getString("secret")),
                    hook.header("webhook-id")
                        + "."
                        + hook.header("webhook-timestamp")
                        + "."
                        + hook.text()));
    assertThat(Instant.ofEpochSecond(Long.parseLong(hook.header("webhook-timestamp"))))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
    var body = new JsonPath(hook.text());
    assertThat(body.getString("type")).isEqualTo("finding.created");
    assertThat(body.getString("id")).isEqualTo(hook.header("webhook-id"));
    assertThat(body.getString("finding.evidence.events[0].eventId")).isEqualTo("e-0");
    assertThat(Objects.requireNonNull(body.getString("text")).lines())
        .containsSubsequence(
            "[HIGH] New finding: Policy of a bucket set in " + account,
            "What: Somebody set the policy of a bucket.",
            "Where: AWS::S3::Bucket logs-1, account " + account + ", eu-west-1",
            "Who: arn:aws:iam::" + account + ":role/team/ci from 198.51.100.7",
            "When: 2026-03-04 12:00:00 UTC");
    soon(
        () ->
            assertThat(Targets.deliveries(Targets.id(target)))
                .singleElement()
                .satisfies(
                    d ->
                        assertThat(d)
                            .containsEntry("state", "DELIVERED")
                            .containsEntry("attempts", 1)));
  }

  private static String sign(String secret, String content) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
  }

  @Test
  void shouldGatherABurstOfOccurrencesIntoOneMessage() {
    // Given
    JsonPath target = Targets.webhook(receiver.url("/"), account, "recurringInterval", "PT3S");
    events(0, 1);
    soon(() -> assertThat(types()).containsExactly("finding.created"));

    // When
    for (int i = 1; i < 201; i++) {
      events(i, i + 1);
    }

    // Then
    soon(
        () ->
            assertThat(Api.findings("accountId", account).getFirst()).containsEntry("count", 201));
    soon(
        () ->
            assertThat(bodies().getLast().getString("text"))
                .startsWith("[HIGH] Seen again")
                .contains("seen 201 times since 2026-03-04 12:00:00 UTC"));
    assertThat(receiver.received()).hasSizeLessThanOrEqualTo(5);
    Map<String, Object> last = Targets.deliveries(Targets.id(target), "DELIVERED").getFirst();
    assertThat(Targets.mentions(Targets.id(target), last))
        .singleElement()
        .satisfies(m -> assertThat((int) Objects.requireNonNull(m.get("gathered"))).isPositive());
  }

  @Test
  void shouldTellThatAFindingIsResolvedAndComesBackInOrder() {
    // Given
    Targets.webhook(receiver.url("/"), account, "recurringInterval", "PT1H");
    events(0, 1);
    soon(() -> assertThat(types()).containsExactly("finding.created"));
    events(1, 2);
    String id = Api.text(Api.findings("accountId", account).getFirst(), "findingId");
    soon(() -> assertThat(Api.finding(id).getInt("count")).isEqualTo(2));

    // When
    Api.patch(id, Map.of("workflowStatus", "RESOLVED")).then().statusCode(200);
    soon(() -> assertThat(types()).contains("finding.resolved"));
    events(2, 3);

    // Then
    soon(
        () ->
            assertThat(types())
                .containsExactly(
                    "finding.created", "finding.recurred", "finding.resolved", "finding.reopened"));
  }

  @Test
  void shouldTellNothingWhenTheFindingIsSuppressedOrTheFilterDoesNotFit() {
    // Given
    Targets.webhook(receiver.url("/critical"), account, "minSeverity", "critical");
    Targets.webhook(receiver.url("/compliance"), account, "types", List.of("compliance"));
    Targets.webhook(receiver.url("/resolved"), account, "on", List.of("resolved"));
    Targets.webhook(receiver.url("/elsewhere"), "999999999999");
    Targets.webhook(receiver.url("/off"), account, "enabled", false);
    Targets.webhook(receiver.url("/all"), account, "recurringInterval", "PT0S");
    events(0, 1);
    soon(() -> assertThat(receiver.received()).hasSize(1));
    String id = Api.text(Api.findings("accountId", account).getFirst(), "findingId");
    Api.patch(id, Map.of("workflowStatus", "SUPPRESSED")).then().statusCode(200);

    // When
    events(1, 2);
    soon(() -> assertThat(Api.finding(id).getInt("count")).isEqualTo(2));
    Api.patch(id, Map.of("workflowStatus", "RESOLVED")).then().statusCode(200);

    // Then
    soon(
        () ->
            assertThat(receiver.received())
                .extracting(Receiver.Received::path)
                .containsExactlyInAnyOrder("/all", "/resolved", "/all"));
    assertThat(types()).doesNotContain("finding.recurred");
  }

  @Test
  void shouldTellOfARulesFlipOnceWhenTheVerdictComesTwice() {
    // Given
    Targets.webhook(receiver.url("/"), account, "on", List.of("compliance"));

    // When
    verdict(NON_COMPLIANT, 1);
    verdict(NON_COMPLIANT, 1);
    verdict(COMPLIANT, 2);
    soon(() -> assertThat(Api.findings("accountId", account)).hasSize(1));

    // Then
    soon(() -> assertThat(types()).containsExactly("compliance.changed"));
    assertThat(bodies().getFirst().getString("text"))
        .startsWith("[HIGH] Rule broken: restricted-ssh by AWS::EC2::SecurityGroup web")
        .contains("Why: 0.0.0.0/0 may reach port 22", "What to do: Remove the rule for port 22.");
  }

  @Test
  void shouldTryAgainAndGiveUpAndGoOnWhenAskedAndHoldUpNobodyElse() {
    // Given
    CountDownLatch never = new CountDownLatch(1);
    receiver.answer(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/broken")) {
            Receiver.reply(exchange, 503, "");
          } else if (exchange.getRequestURI().getPath().equals("/hanging")) {
            awaitQuietly(never);
          } else {
            Receiver.reply(exchange, 204, "");
          }
        });
    String broken = Targets.id(Targets.webhook(receiver.url("/broken"), account));
    String hanging = Targets.id(Targets.webhook(receiver.url("/hanging"), account));
    String well = Targets.id(Targets.webhook(receiver.url("/well"), account));

    // When
    events(0, 1);

    // Then
    soon(() -> assertThat(Targets.deliveries(well, "DELIVERED")).hasSize(1));
    soon(
        () ->
            assertThat(Targets.deliveries(broken, "DEAD"))
                .singleElement()
                .satisfies(
                    d ->
                        assertThat(d)
                            .containsEntry("attempts", 4)
                            .containsEntry("lastError", "the receiver answered HTTP 503")));
    soon(
        () ->
            assertThat(Targets.deliveries(hanging, "DEAD"))
                .singleElement()
                .extracting(d -> d.get("lastError"))
                .asString()
                .contains("no answer within 2 s"));
    never.countDown();

    // When
    receiver.answer(exchange -> Receiver.reply(exchange, 200, "ok"));
    String dead = Api.text(Targets.deliveries(broken).getFirst(), "deliveryId");
    Api.may("sqs:StartMessageMoveTask")
        .post(Targets.PATH + "/" + broken + "/deliveries/" + dead + "/replay")
        .then()
        .statusCode(202);

    // Then
    soon(() -> assertThat(Targets.deliveries(broken, "DELIVERED")).hasSize(1));
    assertThat(receiver.received().stream().filter(r -> r.path().equals("/broken")))
        .hasSize(5)
        .extracting(r -> r.header("webhook-id"))
        .containsOnly(dead);
    Api.may("sqs:StartMessageMoveTask")
        .post(Targets.PATH + "/" + broken + "/deliveries/" + dead + "/replay")
        .then()
        .statusCode(409);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldGoOnWithTheNextWhenTheReceiverRefusesOneMessage() {
    // Given
    receiver.answer(
        exchange ->
            Receiver.reply(
                exchange, receiver.received().getLast().text().contains("e-0") ? 422 : 200, ""));
    String target =
        Targets.id(Targets.webhook(receiver.url("/"), account, "on", List.of("new", "compliance")));

    // When
    events(0, 1);
    verdict(NON_COMPLIANT, 1);

    // Then
    soon(() -> assertThat(Targets.deliveries(target, "DEAD")).hasSize(1));
    soon(() -> assertThat(Targets.deliveries(target, "DELIVERED")).hasSize(2));
  }

  @Test
  void shouldNotFollowARedirect() {
    // Given
    receiver.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Location", receiver.url("/elsewhere"));
          Receiver.reply(exchange, 307, "");
        });
    String target = Targets.id(Targets.webhook(receiver.url("/from"), account));

    // When
    JsonPath result = Targets.test(target);

    // Then
    assertThat(result.getBoolean("delivered")).isFalse();
    assertThat(result.getString("detail")).contains("HTTP 307", "redirects are not followed");
    assertThat(receiver.received()).extracting(Receiver.Received::path).containsExactly("/from");
  }

  @Test
  void shouldTellWhatBecameOfATestMessage() throws IOException {
    // Given
    String well = Targets.id(Targets.webhook(receiver.url("/"), account));
    String gone;
    try (var closed = new Receiver()) {
      gone = Targets.id(Targets.webhook(closed.url("/"), account));
    }

    // When
    JsonPath delivered = Targets.test(well);
    JsonPath failed = Targets.test(gone);

    // Then
    assertThat(delivered.getBoolean("delivered")).isTrue();
    assertThat(types()).containsExactly("test");
    assertThat(failed.getBoolean("delivered")).isFalse();
    assertThat(failed.getString("detail")).contains("could not be reached");
  }

  @Test
  void shouldShowTheSecretOnceAndSignWithTheNewOneWhenItIsRotated()
      throws GeneralSecurityException {
    // Given
    JsonPath made = Targets.webhook(receiver.url("/"), account);
    String id = Targets.id(made);
    Api.may("events:ListTargetsByRule")
        .get(Targets.PATH + "/" + id)
        .then()
        .statusCode(200)
        .body("containsKey('secret')", equalTo(false))
        .body("on", equalTo(List.of("new", "recurring", "resolved")))
        .body("recurringInterval", equalTo("PT1M"));

    // When
    String rotated =
        Api.may("events:PutTargets")
            .post(Targets.PATH + "/" + id + "/rotate-secret")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");

    // Then
    assertThat(rotated).startsWith("whsec_").isNotEqualTo(made.getString("secret"));
    Targets.test(id);
    Receiver.Received hook = receiver.received().getFirst();
    String content =
        hook.header("webhook-id") + "." + hook.header("webhook-timestamp") + "." + hook.text();
    assertThat(hook.header("webhook-signature")).isEqualTo("v1," + sign(rotated, content));
  }

  @Test
  void shouldSayEverythingThatIsWrongWhenATargetCannotBeUsed() {
    Targets.post(
            Map.of(
                "name",
                " ",
                "kind",
                "webhook",
                "url",
                "ftp://x",
                "topicArn",
                "t",
                "minSeverity",
                "awful",
                "on",
                List.of("never"),
                "accountIds",
                List.of("1")))
        .statusCode(400)
        .body("type", equalTo("/problems/notification-target-invalid"))
        .body(
            "errors.field",
            equalTo(List.of("name", "topicArn", "url", "on", "on", "minSeverity", "accountIds")));
    Targets.post(Map.of("name", "x", "kind", "sns", "topicArn", "arn:aws:sns:eu-west-1:1:t"))
        .statusCode(400)
        .body("detail", containsString("topicArn must be a topic's ARN"));
    Targets.post("{\"name\":\"x\"}").statusCode(400).body("errors[0].field", equalTo("kind"));
  }

  @Test
  void shouldReplaceRefuseATakenNameAndDelete() {
    // Given
    JsonPath first = Targets.webhook(receiver.url("/"), account);
    JsonPath second = Targets.webhook(receiver.url("/"), account);
    String path = Targets.PATH + "/" + Targets.id(second);
    Map<String, Object> taken =
        Map.of(
            "name",
            Objects.requireNonNull(first.getString("name")),
            "kind",
            "webhook",
            "url",
            receiver.url("/"));

    // When
    Api.may("events:PutTargets", taken).put(path).then().statusCode(409);
    Api.may(
            "events:PutTargets",
            Map.of("name", "n " + account, "kind", "webhook", "url", receiver.url("/new")))
        .put(path)
        .then()
        .statusCode(200)
        .body("url", equalTo(receiver.url("/new")));
    Api.may("events:RemoveTargets").delete(path).then().statusCode(204);

    // Then
    Api.may("events:ListTargetsByRule").get(path).then().statusCode(404);
    Api.may("events:ListTargetsByRule").get(path + "/deliveries").then().statusCode(404);
  }
}
