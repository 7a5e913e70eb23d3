package io.cairn.config.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.contracts.ComplianceType;
import io.cairn.guard.GuardDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ShippedRulesTest {
  private final RuleBook rules = new RuleBook(new ShippedRules().rules(), List.of());

  private static GuardDocument volume(String encrypted) {
    return GuardDocument.parse(
        """
        {"resourceType":"AWS::EC2::Volume","configurationItemStatus":"OK",
         "configuration":{"state":"in-use"%s},"supplementaryConfiguration":{},"tags":{}}"""
            .formatted(encrypted)
            .getBytes(UTF_8));
  }

  @Test
  void shouldJudgeByTheFileWhenARuleShips() {
    // Given
    ConfigRule rule = rules.named("encrypted-volumes").orElseThrow();

    // When
    Verdict bad = rule.judge(volume(",\"encrypted\":false"), Map.of(), Set.of());
    Verdict good = rule.judge(volume(",\"encrypted\":true"), Map.of(), Set.of());
    Verdict unknown = rule.judge(volume(""), Map.of(), Set.of("configuration.encrypted"));

    // Then
    assertThat(bad.type()).isEqualTo(ComplianceType.NON_COMPLIANT);
    assertThat(bad.annotation()).contains("not encrypted");
    assertThat(good).isEqualTo(new Verdict(ComplianceType.COMPLIANT, null));
    assertThat(unknown.type()).isEqualTo(ComplianceType.INSUFFICIENT_DATA);
  }

  @Test
  void shouldDescribeEveryRule() {
    assertThat(rules.all())
        .hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(
            rule -> {
              assertThat(rule.description()).isNotBlank();
              assertThat(rule.severity())
                  .isIn("informational", "low", "medium", "high", "critical");
              assertThat(rule.fingerprint()).hasSize(64);
              assertThat(rule.resourceTypes()).isNotEmpty();
              assertThat(rule.check(Map.of("noSuchParameter", "1"))).hasSize(1);
            });
    assertThat(rules.forType("AWS::S3::Bucket")).isNotEmpty();
  }
}
