package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.aws.recorded.RecordedAws;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.ApiEvents;
import io.cairn.e2e.suite.SharedSuite;
import io.cairn.e2e.suite.SuiteUnderTest;
import io.cairn.e2e.suite.SuiteWithAws;
import io.cairn.e2e.suite.WebhookReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Discovery, item, change, who, flip, finding, webhook: the whole path against recorded AWS
 * answers.
 */
@ExtendWith(SharedSuite.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobE2E {
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RecordedAws aws;
  private static WebhookReceiver hooks;
  private static SuiteUnderTest suite;
  private static Api api;

  @BeforeAll
  static void start(SuiteWithAws shared) {
    aws = shared.aws();
    hooks = shared.hooks();
    suite = shared.suite();
    api = suite.api();
  }

  @Test
  @Order(1)
  void shouldRecordTheAccountWhenItIsDiscovered() {
    // Given
    String account =
        "{\"accountId\":\"%s\",\"regions\":[\"%s\",\"us-east-1\"],\"endpoint\":\"%s\"}"
            .formatted(ACCOUNT, REGION, aws.endpoint());
    assertThat(api.post("/api/v1/config/accounts", account).status()).isEqualTo(201);

    // When
    Answer started = api.post("/api/v1/config/accounts/" + ACCOUNT + "/discovery", "{}");

    // Then
    assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
    String job = started.body().path("jobId").asText();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/config/jobs/" + job).body().path("state").asText())
                    .isEqualTo("COMPLETED"));
    List<JsonNode> resources =
        api.get("/api/v1/config/resources?accountId=" + ACCOUNT + "&limit=1000").items();
    assertThat(resources)
        .extracting(r -> r.path("resourceType").asText())
        .contains(
            "AWS::S3::Bucket",
            "AWS::IAM::User",
            "AWS::IAM::Role",
            "AWS::EC2::SecurityGroup",
            "AWS::KMS::Key",
            "AWS::::Account");
    assertThat(rulesThatJudged())
        .as("managed rules that reach a verdict on collected items")
        .hasSizeGreaterThanOrEqualTo(20);
  }

  private static Set<String> rulesThatJudged() {
    return api
        .get("/api/v1/config/compliance?accountId=" + ACCOUNT + "&limit=1000")
        .items()
        .stream()
        .filter(verdict -> verdict.path("complianceType").asText().endsWith("COMPLIANT"))
        .map(verdict -> verdict.path("ruleIdentifier").asText())
        .collect(Collectors.toSet());
  }

  @Test
  @Order(2)
  void shouldTellWhoWhatAndTellSomeoneWhenAnEventOpensASecurityGroup() throws IOException {
    // Given
    String target =
        "{\"name\":\"e2e\",\"kind\":\"webhook\",\"url\":\"%s\",\"on\":[\"new\",\"resolved\"],\"gatherWindow\":\"PT0S\"}"
            .formatted(hooks.url());
    Answer made = api.post("/api/v1/findings/notification-targets", target);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String secret = made.body().path("secret").asText();
    String group = firstId("AWS::EC2::SecurityGroup");
    String parameters =
        "accountId=%s&region=%s&resourceType=AWS::EC2::SecurityGroup&resourceId=%s"
            .formatted(ACCOUNT, REGION, group);
    int versions = api.get("/api/v1/config/resources/history?" + parameters).items().size();
    JsonNode opened =
        JSON.readTree(
            "{\"ipProtocol\":\"tcp\",\"fromPort\":22,\"toPort\":22,\"ipRanges\":[{\"cidrIp\":\"0.0.0.0/0\"}],"
                + "\"ipv6Ranges\":[],\"prefixListIds\":[],\"groups\":[]}");
    aws.scenario()
        .change(
            ACCOUNT,
            REGION,
            "ec2",
            "securityGroupInfo",
            "groupId",
            group,
            g -> g.withArray("ipPermissions").add(opened));

    // When
    long accepted =
        push(
            ApiEvents.write(
                "ec2", "AuthorizeSecurityGroupIngress", "{\"groupId\":\"" + group + "\"}"));

    // Then
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(SOON)
        .until(
            () ->
                api.get("/api/v1/config/resources/history?" + parameters).items().size()
                    > versions);
    long took = Duration.ofNanos(System.nanoTime() - accepted).toMillis();
    assertThat(took).as("milliseconds from the event's acceptance to the item").isLessThan(2_000);
    JsonNode newest = api.get("/api/v1/config/resources/history?" + parameters).items().getFirst();
    assertThat(newest.path("cause").path("status").asText())
        .as(newest.toString())
        .isEqualTo("known");
    assertThat(newest.path("cause").path("events").get(0).path("principalArn").asText())
        .isEqualTo(ApiEvents.ACTOR);
    assertThat(newest.path("configurationItem").has("cause")).isFalse();
    ruleFlipsAndFindingIsTold(group, parameters, secret);
    assertThat(suite.cairnOk("who", group))
        .contains("mallory", "AuthorizeSecurityGroupIngress", "203.0.113.66", "restricted-ssh");
  }

  private static void ruleFlipsAndFindingIsTold(String group, String parameters, String secret) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/config/compliance?" + parameters).items())
                    .anySatisfy(
                        verdict -> {
                          assertThat(verdict.path("ruleIdentifier").asText())
                              .isEqualTo("INCOMING_SSH_DISABLED");
                          assertThat(verdict.path("complianceType").asText())
                              .isEqualTo("NON_COMPLIANT");
                        }));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/findings?type=compliance&resourceId=" + group).items())
                    .anySatisfy(
                        finding -> {
                          assertThat(finding.path("source").asText()).isEqualTo("restricted-ssh");
                          assertThat(finding.path("workflowStatus").asText()).isEqualTo("NEW");
                          assertThat(finding.path("recordState").asText()).isEqualTo("ACTIVE");
                        }));
    hooks.awaitWords(
        secret,
        "[HIGH] New finding: ",
        "Where: AWS::EC2::SecurityGroup " + group + ", account " + ACCOUNT + ", " + REGION,
        "Status: NEW, ACTIVE",
        "(restricted-ssh)");
  }

  @Test
  @Order(3)
  void shouldNameTheCauseWhenTheEventComesAfterTheSweepThatSawTheChange() throws IOException {
    // Given
    String bucket = firstId("AWS::S3::Bucket");
    String parameters =
        "accountId=%s&resourceType=AWS::S3::Bucket&resourceId=%s".formatted(ACCOUNT, bucket)
            + "&region="
            + regionOf(bucket);
    int versions = api.get("/api/v1/config/resources/history?" + parameters).items().size();
    JsonNode tags = JSON.readTree("[{\"Key\":\"owner\",\"Value\":\"mallory\"}]");
    aws.scenario()
        .change(ACCOUNT, "global", "s3", "Buckets", "Name", bucket, b -> b.set("Tags", tags));
    String job =
        api.post("/api/v1/config/accounts/" + ACCOUNT + "/discovery", "{}")
            .body()
            .path("jobId")
            .asText();
    await()
        .atMost(SOON)
        .until(
            () ->
                api.get("/api/v1/config/resources/history?" + parameters).items().size()
                    > versions);
    JsonNode seen = api.get("/api/v1/config/resources/history?" + parameters).items().getFirst();
    assertThat(seen.path("cause").path("status").asText()).as(job).isEqualTo("unknown");

    // When
    push(ApiEvents.write("s3", "PutBucketTagging", "{\"bucketName\":\"" + bucket + "\"}"));

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode now =
                  api.get("/api/v1/config/resources/history?" + parameters).items().getFirst();
              assertThat(now.path("cause").path("status").asText())
                  .as(now.toString())
                  .isEqualTo("known");
              assertThat(now.path("cause").path("events").get(0).path("eventName").asText())
                  .isEqualTo("PutBucketTagging");
            });
  }

  @Test
  @Order(4)
  void shouldRefuseWhenAStrangerAsks() {
    for (String path :
        List.of(
            "/api/v1/trail/events",
            "/api/v1/config/resources",
            "/api/v1/findings",
            "/api/v1/identity/access-keys")) {
      assertThat(suite.stranger().get(path).status()).as(path).isIn(401, 403);
    }
  }

  @Test
  @Order(5)
  void shouldHoldItsOwnRequestsAsEventsWhenItWasAsked() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        api.get("/api/v1/trail/events?accountId=000000000000&limit=1000").items())
                    .anySatisfy(
                        event -> assertThat(event.path("eventSource").asText()).isEqualTo("cairn"))
                    .anySatisfy(
                        event -> assertThat(event.path("errorCode").asText()).isNotEmpty()));
  }

  /** Pushes an event; gives the moment at which it was accepted. */
  private static long push(String event) {
    Answer answer = api.post("/api/v1/trail/events", "{\"Records\":[" + event + "]}");
    long accepted = System.nanoTime();
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
    return accepted;
  }

  private static String firstId(String resourceType) {
    return resources(resourceType).getFirst().path("resourceId").asText();
  }

  private static String regionOf(String bucket) {
    return resources("AWS::S3::Bucket").stream()
        .filter(r -> r.path("resourceId").asText().equals(bucket))
        .findFirst()
        .orElseThrow()
        .path("region")
        .asText();
  }

  private static List<JsonNode> resources(String resourceType) {
    JsonNode items =
        api.get("/api/v1/config/resources?accountId=" + ACCOUNT + "&resourceType=" + resourceType)
            .body()
            .path("items");
    List<JsonNode> found =
        StreamSupport.stream(items.spliterator(), false)
            .filter(r -> !resourceType.contains("EC2") || r.path("region").asText().equals(REGION))
            .toList();
    assertThat(found).as(resourceType).isNotEmpty();
    return found;
  }
}
