package io.cairn.config.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.contracts.ComplianceType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts as the API shows them. */
final class ComplianceDto {
  private ComplianceDto() {}

  /** The verdict of a rule on a resource. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OnResource(
      String configRuleName,
      @Nullable String ruleIdentifier,
      String severity,
      String description,
      @Nullable String remediation,
      String accountId,
      String region,
      String resourceType,
      String resourceId,
      ComplianceType complianceType,
      @Nullable String annotation,
      Instant evaluatedAt,
      long configurationStateId) {}

  /**
   * A rule's verdicts, counted.
   *
   * @param complianceType NON_COMPLIANT if any is, else COMPLIANT if any is, else
   *     INSUFFICIENT_DATA; NOT_APPLICABLE if there is nothing to judge
   * @param counts resources by verdict
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfRule(
      String configRuleName,
      @Nullable String ruleIdentifier,
      String severity,
      String description,
      @Nullable String remediation,
      boolean enabled,
      ComplianceType complianceType,
      Map<ComplianceType, Long> counts) {}
}
