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
 * @param ruleIdentifier the managed rule's identifier
 * @param description what it asks for
 * @param severity how bad it is to break it
 * @param remediation what to do, where known
 * @param resourceTypes the types it judges
 * @param enabled whether it judges
 * @param parameters what its parameters are set to
 * @param parameterDefinitions the parameters it takes
 * @param evaluation how far it has judged what was there before it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleDto(
    String configRuleName,
    String ruleIdentifier,
    String description,
    String severity,
    @Nullable String remediation,
    Set<String> resourceTypes,
    boolean enabled,
    Map<String, String> parameters,
    List<RuleParameter> parameterDefinitions,
    @Nullable RuleProgress evaluation) {

  static RuleDto of(ConfigRule rule, RuleSetting setting, @Nullable RuleProgress progress) {
    return new RuleDto(
        rule.name(),
        rule.identifier(),
        rule.description(),
        rule.severity(),
        rule.remediation(),
        new TreeSet<>(rule.resourceTypes()),
        setting.enabled(),
        setting.parameters(),
        rule.parameters(),
        progress);
  }
}
