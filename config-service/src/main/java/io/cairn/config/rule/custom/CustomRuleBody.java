package io.cairn.config.rule.custom;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a custom policy rule is to be.
 *
 * @param configRuleName its name
 * @param description what it asks for
 * @param severity medium if absent
 * @param remediation what to do about a resource that breaks it
 * @param resourceTypes the types it judges
 * @param policyRuntime {@code guard-3.x.x} if absent
 * @param policyText the rules in Guard
 * @param enabled whether it judges at once; true if absent
 * @param parameters what the text reads below {@code CONFIG_RULE_PARAMETERS}
 */
record CustomRuleBody(
    @NotNull @Pattern(regexp = NAME, message = "must be 1 to 128 letters, digits, _ or -") String configRuleName,
    @NotBlank @Size(max = 256) String description,
    @Nullable @Pattern(regexp = SEVERITIES, message = "must be one of " + SEVERITIES) String severity,
    @Nullable @Size(max = 1024) String remediation,
    @NotEmpty @Size(max = 100) Set<@NotNull @Pattern(regexp = TYPE, message = "must be a type, as AWS::S3::Bucket") String>
            resourceTypes,
    @Nullable @Pattern(regexp = Policy.RUNTIMES, message = "must be guard-2.x.x or guard-3.x.x") String policyRuntime,
    @NotBlank @Size(max = 100_000) String policyText,
    @Nullable Boolean enabled,
    @Nullable @Size(max = 50) Map<String, @NotNull @Size(max = 4096) String> parameters) {
  static final String NAME = "[A-Za-z0-9_-]{1,128}";
  static final String TYPE = "[A-Za-z0-9]+(::[A-Za-z0-9]*){2,3}";
  static final String SEVERITIES = "informational|low|medium|high|critical";

  CustomRule rule(Instant at, String by) {
    return new CustomRule(
        configRuleName,
        description,
        severity == null ? "medium" : severity,
        remediation,
        resourceTypes,
        new Policy(policyRuntime == null ? Policy.NEWEST : policyRuntime, policyText),
        at,
        by);
  }
}
