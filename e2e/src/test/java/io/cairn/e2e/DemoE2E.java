package io.cairn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.e2e.suite.Answer;
import io.cairn.e2e.suite.Api;
import io.cairn.e2e.suite.Commands;
import io.cairn.e2e.suite.SuiteUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DemoE2E {
  private static final String BUCKET = "payroll-exports-444455556666";

  @Test
  void shouldShowTheIntrusionByTheFiveCommandsThatItPrints() throws IOException {
    // Given
    Path data = Files.createTempDirectory("cairn-e2e");
    try (var suite = new SuiteUnderTest(data, SuiteUnderTest.freePort(), Map.of())) {
      String said = suite.up("--demo").out();
      assertThat(said).contains(suite.accessKey().id(), suite.accessKey().secret());
      List<String> commands =
          Files.readAllLines(
              Path.of(
                  Commands.root().toString(),
                  "deploy/standalone/src/main/resources/demo-commands.txt"));
      assertThat(commands).hasSize(5);

      // When
      List<String> answers = new ArrayList<>();
      for (String command : commands) {
        assertThat(said).contains("./cairn " + command + " --data " + data);
        answers.add(suite.cairnOk(command.split(" ")));
      }

      // Then
      assertThat(answers.get(0)).contains("support-sync", BUCKET);
      assertThat(answers.get(1)).contains("PutBucketPolicy by user/support-sync from 203.0.113.77");
      assertThat(answers.get(2)).contains("CreateAccessKey", "ListBuckets", "AccessDenied");
      assertThat(answers.get(3)).contains("NON_COMPLIANT");
      assertThat(answers.get(4)).contains("AWS::S3::Bucket", "AWS::CloudTrail::Trail");
      holdsTheOrganisation(suite.api());
      knowsWhatItRecords(suite.api());
    }
  }

  /** Nothing that a visitor looks at first is unknown for want of a fact in the sample. */
  private static void knowsWhatItRecords(Api api) {
    for (String account : List.of("444455556666", "777788889999")) {
      List<JsonNode> jobs = api.get("/api/v1/config/jobs?accountId=" + account).items();
      assertThat(jobs).isNotEmpty();
      for (JsonNode job : jobs) {
        assertThat(job.path("progress").path("stale").asInt(-1)).as(job.toString()).isZero();
      }
    }
    for (String rule :
        List.of(
            "iam-root-access-key-check",
            "iam-user-mfa-enabled",
            "mfa-enabled-for-iam-console-access")) {
      List<JsonNode> judged = api.get("/api/v1/config/compliance?configRuleName=" + rule).items();
      assertThat(judged).as(rule).isNotEmpty();
      for (JsonNode each : judged) {
        assertThat(each.path("complianceType").asText())
            .as(each.toString())
            .isNotEqualTo("INSUFFICIENT_DATA");
      }
    }
    assertThat(api.get("/api/v1/config/compliance?configRuleName=iam-user-mfa-enabled").items())
        .anyMatch(each -> each.path("complianceType").asText().equals("NON_COMPLIANT"));
  }

  private static void holdsTheOrganisation(Api api) {
    Answer resources = api.get("/api/v1/config/resources?count=true&limit=1000");
    assertThat(resources.body().path("count").asInt()).isBetween(40, 70);
    Set<String> types = new TreeSet<>();
    for (JsonNode each : resources.items()) {
      types.add(each.path("resourceType").asText());
    }
    assertThat(types).hasSizeGreaterThanOrEqualTo(12);
    Answer events = api.get("/api/v1/trail/events?accountId=444455556666&count=true&limit=1");
    assertThat(events.body().path("count").asInt()).isGreaterThan(1_000);
  }
}
