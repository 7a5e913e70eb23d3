package io.cairn.findings.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.contracts.ComplianceType;
import io.cairn.findings.Api;
import io.cairn.findings.compliance.Verdicts;
import io.cairn.findings.detection.Events;
import io.cairn.testkit.servers.KafkaProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
@QuarkusTest
class StatusTest {
  private static JsonPath status() {
    return Api.may("securityhub:DescribeHub")
        .get(Api.FINDINGS + "/status")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldTellRulesEventsFindingsAndDeliveries() {
    // Given
    String account = Api.account();
    JsonPath before = status();

    // When
    try (var probe = new KafkaProbe()) {
      Events.send(
          probe,
          account,
          List.of(Events.putBucketPolicy(account, "e-1", "2026-03-04T12:00:00Z"), "{\"broken"));
      Verdicts.send(probe, Verdicts.verdict(account, ComplianceType.NON_COMPLIANT, 1, 1));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                JsonPath after = status();
                assertThat(after.getLong("events.evaluated"))
                    .isGreaterThan(before.getLong("events.evaluated"));
                assertThat(after.getLong("events.notEvaluated"))
                    .isGreaterThan(before.getLong("events.notEvaluated"));
                assertThat(after.getLong("findings.openBySeverity.high"))
                    .isGreaterThan(before.getLong("findings.openBySeverity.high"));
              });
    }

    // Then
    JsonPath after = status();
    assertThat(after.getInt("rules.shipped")).isGreaterThanOrEqualTo(30);
    assertThat(after.getInt("rules.inForce"))
        .isEqualTo(after.getInt("rules.loaded") - after.getInt("rules.disabled"));
    assertThat(after.getList("rules.unusable")).isEmpty();
    assertThat(after.getLong("deliveries.pending")).isNotNegative();
    assertThat(after.getLong("findings.total")).isPositive();
  }
}
