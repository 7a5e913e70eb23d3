package io.cairn.config.rule.custom;

import io.cairn.config.rule.ConfigRule;
import io.cairn.config.rule.Explanation;
import io.cairn.config.rule.RuleParameter;
import io.cairn.config.rule.Verdict;
import io.cairn.contracts.ComplianceType;
import io.cairn.guard.GuardDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stored rule whose text this version does not take any more: it says so of every item. */
record UnreadableRule(CustomRule rule, String reason) implements ConfigRule {
  @Override
  public String name() {
    return rule.configRuleName();
  }

  @Override
  public String identifier() {
    return rule.configRuleName();
  }

  @Override
  public String owner() {
    return "CUSTOM_POLICY";
  }

  @Override
  public String description() {
    return rule.description();
  }

  @Override
  public String severity() {
    return rule.severity();
  }

  @Override
  public @Nullable String remediation() {
    return rule.remediation();
  }

  @Override
  public Set<String> resourceTypes() {
    return rule.resourceTypes();
  }

  @Override
  public List<RuleParameter> parameters() {
    return List.of();
  }

  @Override
  public String policyText() {
    return rule.policy().policyText();
  }

  @Override
  public String fingerprint() {
    return rule.fingerprint();
  }

  @Override
  public Map<String, String> check(Map<String, String> values) {
    return Map.of();
  }

  @Override
  public Verdict judge(GuardDocument item, Map<String, String> values, Set<String> unknownParts) {
    return new Verdict(ComplianceType.INSUFFICIENT_DATA, reason);
  }

  @Override
  public Explanation explain(
      GuardDocument item, Map<String, String> values, Set<String> unknownParts) {
    return new Explanation(judge(item, values, unknownParts), List.of(), List.of());
  }
}
