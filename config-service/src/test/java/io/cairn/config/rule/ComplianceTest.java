package io.cairn.config.rule;

import static io.cairn.config.testing.Observations.bucket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.config.item.ItemRecorder;
import io.cairn.config.testing.CoreProfile;
import io.cairn.config.testing.Observations;
import io.cairn.config.testing.Rest;
import io.cairn.contracts.AccountId;
import io.cairn.contracts.ResourceKey;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
@TestProfile(CoreProfile.class)
class ComplianceTest {
  private static final Instant T0 = Instant.parse("2026-03-04T05:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String RULE = "bucket-versioning";

  @Inject ItemRecorder recorder;
  @Inject Database database;

  @AfterEach
  void reset() {
    FakeRules.WANTED.set("Enabled");
    set(RULE, "{}").statusCode(200);
  }

  private void record(ResourceKey key, String status, Instant at) {
    recorder.record(
        Observations.of(key)
            .supplemented("{\"Versioning\":{\"status\":\"" + status + "\"}}")
            .at(at)
            .seen());
  }

  private static ValidatableResponse compliance(ResourceKey key) {
    return Rest.of(key, "config:GetComplianceDetailsByConfigRule")
        .get("/api/v1/config/compliance")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse set(String rule, String body) {
    return Rest.as("config:PutConfigRule")
        .contentType("application/json")
        .body(body)
        .put("/api/v1/config/rules/" + rule)
        .then();
  }

  @Test
  void shouldJudgeEachItemAndTellOfEachFlip() {
    // Given
    ResourceKey key = bucket("444444444401", "flip");

    // When
    record(key, "Off", T0);
    record(key, "Enabled", T0.plusSeconds(1));
    recorder.record(
        Observations.of(key)
            .supplemented("{\"Versioning\":{\"status\":\"Enabled\"}}")
            .tagged("x", "y")
            .at(T0.plusSeconds(2))
            .seen());
    compliance(key)
        .body("items", hasSize(1))
        .body("items[0].configRuleName", equalTo(RULE))
        .body("items[0].ruleIdentifier", equalTo("BUCKET_VERSIONING"))
        .body("items[0].severity", equalTo("medium"))
        .body("items[0].complianceType", equalTo("COMPLIANT"))
        .body("items[0].configurationStateId", equalTo(T0.plusSeconds(2).toEpochMilli()));
    recorder.recordDeleted(key, T0.plusSeconds(3));

    // Then
    compliance(key).body("items", hasSize(0));
    JsonPath history = Rest.history(key);
    assertThat(history.<String>getList("items[3].ruleChanges.newComplianceType"))
        .containsExactly("NON_COMPLIANT");
    assertThat(history.<String>getList("items[3].ruleChanges.oldComplianceType"))
        .containsExactly((String) null);
    assertThat(history.getString("items[3].ruleChanges[0].annotation"))
        .isEqualTo("Versioning is Off.");
    assertThat(history.<String>getList("items[2].ruleChanges.newComplianceType"))
        .containsExactly("COMPLIANT");
    assertThat(history.<Object>getList("items[1].ruleChanges")).isEmpty();
    assertThat(history.<String>getList("items[0].ruleChanges.newComplianceType"))
        .containsExactly("NOT_APPLICABLE");
    awaitTold(key, "NON_COMPLIANT", "COMPLIANT", "NOT_APPLICABLE");
  }

  private static void awaitTold(ResourceKey key, String... verdicts) {
    try (var probe = new KafkaProbe()) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                List<JsonNode> told =
                    probe
                        .read("config.compliance.changed.v1", r -> r.key().equals(key.toString()))
                        .stream()
                        .<JsonNode>map(r -> Observations.json(r.text()))
                        .toList();
                assertThat(told)
                    .extracting(change -> change.path("newComplianceType").asText())
                    .containsExactly(verdicts);
                assertThat(told)
                    .allSatisfy(
                        change -> {
                          assertThat(change.path("configRuleName").asText()).isEqualTo(RULE);
                          assertThat(change.path("evaluatedAt").isTextual()).isTrue();
                        });
              });
    }
  }

  @Test
  void shouldSayInsufficientDataWhenAFactIsUnknownOrTheRuleFails() {
    // Given
    ResourceKey unknown = bucket("444444444402", "unknown");
    var topic = new ResourceKey(new AccountId("444444444402"), "eu-west-1", "AWS::SNS::Topic", "t");

    // When
    recorder.record(
        Observations.of(unknown).stale("supplementaryConfiguration.Versioning").at(T0).seen());
    recorder.record(Observations.of(topic).at(T0).seen());

    // Then
    compliance(unknown).body("items[0].complianceType", equalTo("INSUFFICIENT_DATA"));
    compliance(topic)
        .body("items[0].complianceType", equalTo("INSUFFICIENT_DATA"))
        .body("items[0].annotation", containsString("could not be evaluated"));

    // When: the part can be read now
    record(unknown, "Enabled", T0.plusSeconds(1));

    // Then
    compliance(unknown).body("items[0].complianceType", equalTo("COMPLIANT"));
  }

  @Test
  void shouldKeepTheVerdictWhenAPartIsOnlyStale() {
    // Given
    ResourceKey key = bucket("444444444403", "stale");
    record(key, "Enabled", T0);

    // When
    recorder.record(
        Observations.of(key)
            .stale("supplementaryConfiguration.Versioning")
            .at(T0.plusSeconds(1))
            .seen());

    // Then
    compliance(key).body("items[0].complianceType", equalTo("COMPLIANT"));
  }

  @Test
  void shouldRecordNothingWhenVerdictsCannotBeStored() {
    // Given
    ResourceKey key = bucket("444444444404", "refused");
    database.update(
        Sql.of(
            "ALTER TABLE compliance ADD CONSTRAINT no_verdict CHECK (resource_id <> 'refused')"));

    // When
    assertThatThrownBy(() -> record(key, "Off", T0)).hasMessageContaining("no_verdict");
    database.update(Sql.of("ALTER TABLE compliance DROP CONSTRAINT no_verdict"));

    // Then
    assertThat(
            database.number(
                Sql.of("SELECT count(*) FROM configuration_item WHERE resource_id = 'refused'")))
        .isZero();
    assertThat(
            database.number(
                Sql.of("SELECT count(*) FROM compliance_change WHERE resource_id = 'refused'")))
        .isZero();
  }

  @Test
  void shouldJudgeEverythingAgainWhenARuleIsSetTurnedOffAndOn() {
    // Given
    List<ResourceKey> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(bucket("444444444405", "again-%02d".formatted(i)));
      record(keys.get(i), i % 4 == 0 ? "Enabled" : "Suspended", T0);
    }

    // When, Then
    set(RULE, "{\"parameters\":{\"status\":\"Suspended\"}}")
        .statusCode(200)
        .body("parameters.status", equalTo("Suspended"));
    awaitCounts(15, 5);
    compliance(keys.get(1)).body("items[0].complianceType", equalTo("COMPLIANT"));
    set(RULE, "{\"enabled\":false}").statusCode(200).body("enabled", equalTo(false));
    awaitCounts(0, 0);
    record(keys.get(0), "Suspended", T0.plusSeconds(1));
    compliance(keys.get(0)).body("items", hasSize(0));
    set(RULE, "{}").statusCode(200);
    awaitCounts(4, 16);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                Rest.as("config:DescribeConfigRules")
                    .get("/api/v1/config/rules")
                    .then()
                    .statusCode(200)
                    .body("items[0].configRuleName", equalTo(RULE))
                    .body("items[0].evaluation.finishedAt", containsString("T")));
  }

  @Test
  void shouldJudgeEverythingAgainWhenTheShippedRuleChanges() {
    // Given
    ResourceKey key = bucket("444444444407", "catalogue");
    record(key, "Suspended", T0);
    compliance(key).body("items[0].complianceType", equalTo("NON_COMPLIANT"));

    // When
    FakeRules.WANTED.set("Suspended");

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(() -> compliance(key).body("items[0].complianceType", equalTo("COMPLIANT")));
    assertThat(Rest.history(key).<String>getList("items[0].ruleChanges.newComplianceType"))
        .containsExactly("NON_COMPLIANT", "COMPLIANT");
  }

  private static void awaitCounts(int compliant, int not) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonPath rules =
                  Rest.as("config:DescribeComplianceByConfigRule")
                      .queryParam("accountId", "444444444405")
                      .get("/api/v1/config/compliance/rules")
                      .jsonPath();
              assertThat(rules.getInt("items[0].counts.COMPLIANT ?: 0")).isEqualTo(compliant);
              assertThat(rules.getInt("items[0].counts.NON_COMPLIANT ?: 0")).isEqualTo(not);
            });
  }

  @Test
  void shouldRefuseWhenTheRuleOrItsParametersAreUnknown() {
    set("no-such-rule", "{}").statusCode(404).body("type", equalTo("/problems/rule-unknown"));
    set(RULE, "{\"parameters\":{\"colour\":\"red\"}}")
        .statusCode(400)
        .body("errors[0].field", equalTo("parameters.other"));
    set(RULE, "{\"parameters\":{\"status\":{\"a\":1}}}").statusCode(400);
  }

  @Test
  void shouldPageByRuleAndByResource() {
    // Given
    for (int i = 0; i < 5; i++) {
      record(bucket("444444444406", "page-" + i), "Off", T0);
    }
    for (String by : List.of("rule", "resource")) {
      // When
      List<String> ids = new ArrayList<>();
      @Nullable String token = null;
      do {
        JsonPath page =
            Rest.as("config:GetComplianceDetailsByConfigRule")
                .queryParam("by", by)
                .queryParam("accountId", "444444444406")
                .queryParam("limit", 2)
                .queryParam("count", true)
                .queryParams(token == null ? Map.of() : Map.of("nextToken", token))
                .get("/api/v1/config/compliance")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getInt("count")).isEqualTo(5);
        ids.addAll(page.getList("items.resourceId"));
        token = page.getString("nextToken");
      } while (token != null);

      // Then
      assertThat(ids).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
    }
  }
}
