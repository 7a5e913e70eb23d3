package io.cairn.findings.detection;

import static io.cairn.findings.Api.FINDINGS;
import static io.cairn.findings.detection.Correlated.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.findings.Api;
import io.cairn.testkit.access.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class DetectionFilesTest {
  private static final String DETECTIONS = FINDINGS + "/detections";

  private final String account = Api.account();
  private final String ruleId = "0000000a-0000-4000-8000-" + account;

  private void addRule() {
    post(Events.rule(ruleId, account)).statusCode(201).body("ids", equalTo(List.of(ruleId)));
  }

  @Test
  void shouldStoreNothingAndTellEveryErrorWhenAFileDoesNotParse() {
    // Given
    String logsource = "logsource: {product: aws, service: cloudtrail}\n";
    String broken =
        Events.rule(ruleId, account)
            + "---\ntitle: Broken\n"
            + logsource
            + "detection:\n  call: {eventName|looks: X}\n  condition: call\n"
            + "---\ntitle: Broken too\n"
            + logsource
            + "detection:\n  call: {eventName: X}\n  condition: call and\n";

    // When
    post(broken)
        // Then
        .statusCode(400)
        .body("type", equalTo("/problems/sigma-invalid"))
        .body("errors.size()", equalTo(2))
        .body("errors[0].field", equalTo("line 13, column 10"))
        .body("errors[0].detail", containsString("SIG021"))
        .body("errors[1].field", equalTo("line 20, column 22"))
        .body("errors[1].detail", containsString("SIG030"))
        .body("detail", containsString("Nothing was stored"));
    Api.may("events:DescribeRule").get(DETECTIONS + "/" + ruleId).then().statusCode(404);
  }

  @Test
  void shouldRefuseWhatIsNoUsableFile() {
    post("title: [").statusCode(400).body("errors[0].field", containsString("line "));
    post("").statusCode(400);
    post("x".repeat(1_048_577)).statusCode(413);
    post(Events.rule(ruleId, account).replace("cloudtrail", "sshd"))
        .statusCode(400)
        .body("detail", containsString("could never match"));
  }

  @Test
  void shouldKeepARuleWhenItIsSentAgainAndRefuseAnotherTextUnderItsId() {
    // Given
    addRule();
    String other = Events.rule(ruleId, account).replace("high", "low");

    // When
    addRule();
    // Then
    post(other).statusCode(409).body("detail", containsString("PUT /api/v1/findings/detections/"));
    Api.may("events:PutRule")
        .contentType("application/yaml")
        .body(other.getBytes(StandardCharsets.UTF_8))
        .put(DETECTIONS + "/" + ruleId)
        .then()
        .statusCode(200);
    Api.may("events:DescribeRule")
        .get(DETECTIONS + "/" + ruleId)
        .then()
        .statusCode(200)
        .body("severity", equalTo("low"))
        .body("sigma", containsString("level: low"))
        .body("createdBy", equalTo(TestTokens.PRINCIPAL));
  }

  @Test
  void shouldRefuseARuleWhoseOwnExamplesFailAndTakeItWhenTheyHold() {
    // Given
    String tests =
        """
        tests:
          match:
            - {eventName: PutBucketPolicy, recipientAccountId: '%1$s'}
            - {eventName: GetBucketPolicy, recipientAccountId: '%1$s'}
          noMatch:
            - {eventName: PutBucketPolicy, recipientAccountId: '%1$s'}
        """
            .formatted(account);

    // When
    post("# mine\n---\n" + Events.rule(ruleId, account) + tests)
        // Then
        .statusCode(400)
        .body("type", equalTo("/problems/sigma-invalid"))
        .body("errors.field", equalTo(List.of("line 11, column 1", "line 11, column 1")))
        .body(
            "errors.detail",
            equalTo(
                List.of(
                    "the rule's own example fails: tests.match[1] does not match",
                    "the rule's own example fails: tests.noMatch[0] matches")));
    Api.may("events:DescribeRule").get(DETECTIONS + "/" + ruleId).then().statusCode(404);
    post(Events.rule(ruleId, account)
            + tests
                .replace("- {eventName: Get", "- {eventName: Put")
                .replace("noMatch:\n    - {eventName: Put", "noMatch:\n    - {eventName: Get"))
        .statusCode(201);
    post(Events.rule(ruleId, account)
            + "tests: {match: ["
            + "{a: ".repeat(80)
            + "1"
            + "}".repeat(80)
            + "]}\n")
        .statusCode(400);
  }

  @Test
  void shouldPageThroughDetections() {
    // Given
    addRule();
    post(Events.rule("0000000b-0000-4000-8000-" + account, account)).statusCode(201);

    // When
    List<String> ids = new ArrayList<>();
    String token = null;
    do {
      var request = Api.may("events:ListRules").queryParam("limit", 25).queryParam("count", true);
      JsonPath page =
          (token == null ? request : request.queryParam("nextToken", token))
              .get(DETECTIONS)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      ids.addAll(page.getList("items.id", String.class));
      token = page.getString("nextToken");
      assertThat(page.getInt("count")).isGreaterThanOrEqualTo(2);
    } while (token != null);

    // Then
    assertThat(ids).doesNotHaveDuplicates().contains(ruleId, "0000000b-0000-4000-8000-" + account);
  }
}
