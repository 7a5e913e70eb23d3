package io.cairn.config.rule.custom;

import io.cairn.config.rule.ConfigRule;
import io.cairn.config.rule.RuleParameter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule that says of itself what its row says. */
interface StoredRule extends ConfigRule {
  /** The row. */
  CustomRule rule();

  @Override
  default String name() {
    return rule().configRuleName();
  }

  @Override
  default String identifier() {
    return rule().configRuleName();
  }

  @Override
  default String owner() {
    return "CUSTOM_POLICY";
  }

  @Override
  default String description() {
    return rule().description();
  }

  @Override
  default String severity() {
    return rule().severity();
  }

  @Override
  default @Nullable String remediation() {
    return rule().remediation();
  }

  @Override
  default Set<String> resourceTypes() {
    return rule().resourceTypes();
  }

  @Override
  default List<RuleParameter> parameters() {
    return List.of();
  }

  @Override
  default String policyText() {
    return rule().policy().policyText();
  }

  @Override
  default String fingerprint() {
    return rule().fingerprint();
  }
}
