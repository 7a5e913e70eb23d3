package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.ApiEvents;
import io.cairn.e2e.suite.Moto;
import io.cairn.e2e.suite.SharedSuite;
import io.cairn.e2e.suite.SuiteWithAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole path against moto, which nobody wrote for this suite. */
@ExtendWith(SharedSuite.class)
class MotoE2E {
  private static final String ACCOUNT = "123456789012";
  private static final Duration SOON = Duration.ofMinutes(1);

  @Test
  void shouldGoTheWholeWayWhenTheAccountIsMotos(SuiteWithAws shared) {
    assumeTrue(Moto.isThere(), "moto_server is not on the PATH");
    try (Moto moto = Moto.start()) {
      // Given
      Api api = shared.suite().api();
      moto.createBucket("moto-bucket");
      moto.createUser("mona");
      String group = moto.createSecurityGroup("moto-group");
      addAccount(api, moto);
      String secret = told(api, shared);

      // When
      discover(api);

      // Then
      isRecorded(api, "AWS::S3::Bucket", "moto-bucket");
      isRecorded(api, "AWS::EC2::SecurityGroup", group);
      assertThat(resources(api, "AWS::IAM::User"))
          .extracting(r -> r.path("resourceName").asText())
          .contains("mona");
      opensThePort(shared, api, moto, group, secret);
    }
  }

  private static void opensThePort(
      SuiteWithAws shared, Api api, Moto moto, String group, String secret) {
    // Given
    String key =
        "accountId=%s&region=us-east-1&resourceType=AWS::EC2::SecurityGroup&resourceId=%s"
            .formatted(ACCOUNT, group);
    int versions = history(api, key).size();
    moto.openSsh(group);

    // When
    String event =
        ApiEvents.write("ec2", "AuthorizeSecurityGroupIngress", "{\"groupId\":\"" + group + "\"}")
            .replace("111122223333", ACCOUNT)
            .replace("eu-west-1", "us-east-1");
    Answer pushed = api.post("/api/v1/trail/events", "{\"Records\":[" + event + "]}");
    assertThat(pushed.body().path("accepted").asInt()).as(pushed.toString()).isEqualTo(1);

    // Then
    await().atMost(SOON).until(() -> history(api, key).size() > versions);
    JsonNode newest = history(api, key).getFirst();
    assertThat(newest.path("cause").path("status").asText())
        .as(newest.toString())
        .isEqualTo("known");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/config/compliance?" + key).items())
                    .anySatisfy(
                        v -> {
                          assertThat(v.path("ruleIdentifier").asText())
                              .isEqualTo("INCOMING_SSH_DISABLED");
                          assertThat(v.path("complianceType").asText()).isEqualTo("NON_COMPLIANT");
                        }));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/findings?type=compliance&resourceId=" + group).items())
                    .extracting(f -> f.path("source").asText())
                    .contains("restricted-ssh"));
    shared
        .hooks()
        .awaitWords(
            secret,
            "[HIGH] New finding: ",
            "Where: AWS::EC2::SecurityGroup " + group + ", account " + ACCOUNT + ", us-east-1",
            "(restricted-ssh)");
    assertThat(shared.suite().cairnOk("who", group))
        .contains("mallory", "AuthorizeSecurityGroupIngress", "restricted-ssh");
  }

  private static void addAccount(Api api, Moto moto) {
    Answer added =
        api.post(
            "/api/v1/config/accounts",
            "{\"accountId\":\"%s\",\"regions\":[\"us-east-1\"],\"endpoint\":\"%s\"}"
                .formatted(ACCOUNT, moto.endpoint()));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
  }

  private static String told(Api api, SuiteWithAws shared) {
    Answer target =
        api.post(
            "/api/v1/findings/notification-targets",
            "{\"name\":\"moto\",\"kind\":\"webhook\",\"url\":\"%s\",\"accountIds\":[\"%s\"],\"gatherWindow\":\"PT0S\"}"
                .formatted(shared.hooks().url(), ACCOUNT));
    assertThat(target.status()).as(target.toString()).isEqualTo(201);
    return target.body().path("secret").asText();
  }

  private static void discover(Api api) {
    Answer started = api.post("/api/v1/config/accounts/" + ACCOUNT + "/discovery", "{}");
    String job = "/api/v1/config/jobs/" + started.body().path("jobId").asText();
    await().atMost(Duration.ofMinutes(2)).until(() -> api.get(job).body().hasNonNull("endedAt"));
    JsonNode ended = api.get(job).body();
    assertThat(ended.path("units").valueStream())
        .as(ended.path("failures").toPrettyString())
        .filteredOn(
            u ->
                List.of("AWS::S3::Bucket", "AWS::IAM::User", "AWS::EC2::SecurityGroup")
                    .contains(u.path("resourceType").asText()))
        .isNotEmpty()
        .allSatisfy(u -> assertThat(u.path("state").asText()).isEqualTo("COMPLETED"));
  }

  private static void isRecorded(Api api, String type, String id) {
    assertThat(resources(api, type)).extracting(r -> r.path("resourceId").asText()).contains(id);
  }

  private static List<JsonNode> resources(Api api, String type) {
    return api.get(
            "/api/v1/config/resources?limit=1000&accountId=" + ACCOUNT + "&resourceType=" + type)
        .items();
  }

  private static List<JsonNode> history(Api api, String key) {
    return api.get("/api/v1/config/resources/history?" + key).items();
  }
}
