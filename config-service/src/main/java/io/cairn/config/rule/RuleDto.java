package io.cairn.config.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the API shows it.
 *
 * @param configRuleName its name
 * @param owner {@code AWS} for a managed rule, {@code CUSTOM_POLICY} for one that was added
 * @param ruleIdentifier the managed rule's identifier, or the name of one that was added
 * @param description what it asks for
 * @param severity how bad it is to break it
 * @param remediation what to do, where known
 * @param resourceTypes the types it judges
 * @param enabled whether it judges
 * @param parameters what its parameters are set to
 * @param parameterDefinitions the parameters it takes
 * @param evaluation how far it has judged what was there before it
 * @param policyText the rule in Guard, where one rule was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleDto(
    String configRuleName,
    String owner,
    String ruleIdentifier,
    String description,
    String severity,
    @Nullable String remediation,
    Set<String> resourceTypes,
    boolean enabled,
    Map<String, String> parameters,
    List<RuleParameter> parameterDefinitions,
    @Nullable RuleProgress evaluation,
    @Nullable String policyText) {

  static RuleDto of(ConfigRule rule, RuleSetting setting, @Nullable RuleProgress progress) {
    return new RuleDto(
        rule.name(),
        rule.owner(),
        rule.identifier(),
        rule.description(),
        rule.severity(),
        rule.remediation(),
        new TreeSet<>(rule.resourceTypes()),
        setting.enabled(),
        setting.parameters(),
        rule.parameters(),
        progress,
        null);
  }

  RuleDto withPolicyText(String text) {
    return new RuleDto(
        configRuleName,
        owner,
        ruleIdentifier,
        description,
        severity,
        remediation,
        resourceTypes,
        enabled,
        parameters,
        parameterDefinitions,
        evaluation,
        text);
  }
}
