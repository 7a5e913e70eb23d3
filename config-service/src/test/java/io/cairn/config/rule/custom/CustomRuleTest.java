package io.cairn.config.rule.custom;

import static io.cairn.config.testing.Observations.bucket;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.config.item.ItemRecorder;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.config.testing.Rest;
import io.cairn.contracts.ResourceKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class CustomRuleTest {
  private static final Instant T0 = Instant.parse("2026-04-05T06:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String POLICY =
      """
      rule versioned when resourceType == "AWS::S3::Bucket" {
        supplementaryConfiguration.Versioning.status == "Enabled" <<Turn versioning on.>>
      }
      """;

  @Inject ItemRecorder recorder;

  private void record(ResourceKey key, String status, Instant at) {
    recorder.record(
        Observations.of(key)
            .supplemented("{\"Versioning\":{\"status\":\"" + status + "\"}}")
            .at(at)
            .seen());
  }

  private static Map<String, Object> body(String name, String policy) {
    return new HashMap<>(
        Map.of(
            "configRuleName",
            name,
            "description",
            "Buckets keep versions.",
            "severity",
            "high",
            "resourceTypes",
            List.of("AWS::S3::Bucket"),
            "policyText",
            policy));
  }

  private static ValidatableResponse add(Map<String, Object> body) {
    return Rest.as("config:PutConfigRule")
        .contentType("application/json")
        .body(body)
        .post("/api/v1/config/rules")
        .then();
  }

  private static ValidatableResponse run(Map<String, Object> body) {
    return post("trial", body);
  }

  private static ValidatableResponse post(String what, Map<String, Object> body) {
    return Rest.as("config:StartResourceEvaluation")
        .contentType("application/json")
        .body(body)
        .post("/api/v1/config/rules/" + what)
        .then();
  }

  private static void delete(String name) {
    Rest.as("config:DeleteConfigRule")
        .delete("/api/v1/config/rules/" + name)
        .then()
        .statusCode(204);
  }

  private static ValidatableResponse verdict(ResourceKey key, String rule) {
    return Rest.of(key, "config:GetComplianceDetailsByConfigRule")
        .queryParam("configRuleName", rule)
        .get("/api/v1/config/compliance")
        .then()
        .statusCode(200);
  }

  @Test
  void shouldJudgeWhatIsRecordedAndWhatComesWhenARuleIsAdded() {
    // Given
    ResourceKey before = bucket("444444444471", "before");
    ResourceKey after = bucket("444444444471", "after");
    record(before, "Suspended", T0);

    // When
    add(body("own-versioning", POLICY))
        .statusCode(201)
        .body("rule.owner", equalTo("CUSTOM_POLICY"))
        .body("warnings", empty());
    record(after, "Enabled", T0);

    // Then
    verdict(after, "own-versioning").body("items[0].complianceType", equalTo("COMPLIANT"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                verdict(before, "own-versioning")
                    .body("items", hasSize(1))
                    .body("items[0].complianceType", equalTo("NON_COMPLIANT"))
                    .body("items[0].severity", equalTo("high"))
                    .body("items[0].annotation", containsString("Turn versioning on.")));
    delete("own-versioning");
    await()
        .atMost(SOON)
        .untilAsserted(() -> verdict(before, "own-versioning").body("items", empty()));
  }

  @Test
  void shouldJudgeAgainWhenTheTextIsReplaced() {
    // Given
    ResourceKey key = bucket("444444444472", "replaced");
    record(key, "Suspended", T0);
    add(body("own-replaced", POLICY)).statusCode(201);

    // When
    Rest.as("config:PutConfigRule")
        .contentType("application/json")
        .body(body("own-replaced", POLICY.replace("Enabled", "Suspended")))
        .put("/api/v1/config/rules/own-replaced/policy")
        .then()
        .statusCode(200);

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                verdict(key, "own-replaced").body("items[0].complianceType", equalTo("COMPLIANT")));
    Rest.as("config:GetCustomRulePolicy")
        .get("/api/v1/config/rules/own-replaced")
        .then()
        .statusCode(200)
        .body("policyText", containsString("Suspended"));
    delete("own-replaced");
  }

  @Test
  void shouldGiveParametersToTheText() {
    // Given
    ResourceKey key = bucket("444444444473", "parameter");
    String policy = POLICY.replace("\"Enabled\"", "CONFIG_RULE_PARAMETERS.wanted");
    Map<String, Object> body = body("own-parameter", policy);
    body.put("parameters", Map.of("wanted", "Suspended"));

    // When
    add(body).statusCode(201).body("rule.parameters.wanted", equalTo("Suspended"));
    record(key, "Suspended", T0);

    // Then
    verdict(key, "own-parameter").body("items[0].complianceType", equalTo("COMPLIANT"));
    delete("own-parameter");
  }

  @Test
  void shouldNameThePlaceWhenTheTextDoesNotParse() {
    add(body("own-broken", "rule broken {\n  configuration.name ==\n}"))
        .statusCode(400)
        .body("type", equalTo("/problems/policy-text"))
        .body("detail", containsString("line "));
  }

  @Test
  void shouldRefuseAnUnknownVariable() {
    add(body("own-variable", "rule v { configuration.name == %wanted }"))
        .statusCode(400)
        .body("detail", containsString("wanted"));
  }

  @Test
  void shouldRefuseTheNameOfARuleThatIsThere() {
    add(body("bucket-versioning", POLICY)).statusCode(409);
    Rest.as("config:DeleteConfigRule")
        .delete("/api/v1/config/rules/bucket-versioning")
        .then()
        .statusCode(409)
        .body("detail", containsString("turned off"));
  }

  @Test
  void shouldTellWhatWouldHaveFailedAndWhenWhenATextIsTried() {
    // Given
    ResourceKey key = bucket("444444444474", "tried");
    record(key, "Suspended", T0);
    record(key, "Enabled", T0.plusSeconds(10));
    record(key, "Suspended", T0.plusSeconds(20));

    // When, Then
    Map<String, Object> trial =
        new HashMap<>(
            Map.of(
                "policyText",
                POLICY,
                "resourceTypes",
                List.of("AWS::S3::Bucket"),
                "accountId",
                "444444444474",
                "limit",
                1));
    String token =
        run(trial)
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].configurationItemCaptureTime", equalTo(T0.toString()))
            .body("items[0].current", equalTo(false))
            .body("items[0].findings[0].line", equalTo(2))
            .body("items[0].rules[0].status", equalTo("FAIL"))
            .body("nextToken", notNullValue())
            .extract()
            .path("nextToken");
    trial.put("limit", 10);
    trial.put("nextToken", token);
    run(trial)
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].configurationItemCaptureTime", equalTo(T0.plusSeconds(20).toString()))
        .body("items[0].current", equalTo(true))
        .body("judged.compliant", equalTo(1))
        .body("judged.nonCompliant", equalTo(1))
        .body("nextToken", nullValue());
    verdict(key, "policyText").body("items", empty());
  }

  @Test
  void shouldExplainAVerdictClauseByClause() {
    // Given
    ResourceKey key = bucket("444444444475", "traced");
    record(key, "Suspended", T0);

    // When, Then
    Map<String, Object> trace =
        new HashMap<>(
            Map.of(
                "policyText",
                POLICY,
                "accountId",
                "444444444475",
                "region",
                key.region(),
                "resourceType",
                key.resourceType(),
                "resourceId",
                key.resourceId()));
    post("trace", trace)
        .statusCode(200)
        .body("complianceType", equalTo("NON_COMPLIANT"))
        .body("rules[0].name", equalTo("versioned"))
        .body("findings[0].path", equalTo("supplementaryConfiguration.Versioning.status"))
        .body("findings[0].found", equalTo("\"Suspended\""))
        .body("findings[0].message", equalTo("Turn versioning on."));
    trace.put("configurationStateId", 12);
    post("trace", trace).statusCode(404).body("detail", containsString("12"));
  }

  @Test
  void shouldAskForOneRuleWhenATrialNamesNoneOrTwo() {
    run(Map.of("resourceTypes", List.of("AWS::S3::Bucket")))
        .statusCode(400)
        .body("type", equalTo("/problems/trial-rule"));
  }
}
