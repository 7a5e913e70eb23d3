package io.cairn.config.rule.custom;

import io.cairn.config.rule.ConfigRule;
import io.cairn.config.rule.RuleDto;
import io.cairn.config.rule.RuleService;
import io.cairn.config.rule.RuleSetting;
import io.cairn.guard.GuardRules;
import io.cairn.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Adds, changes and removes custom policy rules; what is recorded is judged in the background. */
@ApplicationScoped
class CustomRuleService {
  private final CustomRuleStore store;
  private final RuleService rules;

  CustomRuleService(CustomRuleStore store, RuleService rules) {
    this.store = store;
    this.rules = rules;
  }

  /** A rule as it was made, with what is doubtful about its text. */
  record Made(RuleDto rule, GuardRules guard) {}

  @Transactional
  Made add(CustomRule rule, RuleSetting setting) {
    GuardRules guard = PolicyCompiler.compileGiven(rule.configRuleName(), rule.policy());
    String name = rule.configRuleName();
    if (!store.add(rule) || !isCustom(rules.named(name))) {
      throw new ProblemException(
          CustomRuleProblem.RULE_EXISTS,
          "A rule named %s is there already; choose another name, or PUT /api/v1/config/rules/%s/policy to change a custom one."
              .formatted(name, name));
    }
    return new Made(rules.set(name, setting, rule.changedBy()), guard);
  }

  @Transactional
  Made change(CustomRule rule) {
    GuardRules guard = PolicyCompiler.compileGiven(rule.configRuleName(), rule.policy());
    String name = rule.configRuleName();
    requireCustom(name);
    store.put(rule);
    return new Made(rules.set(name, rules.setting(name), rule.changedBy()), guard);
  }

  @Transactional
  void remove(String name) {
    requireCustom(name);
    store.delete(name);
    rules.forget(name);
  }

  private void requireCustom(String name) {
    if (!isCustom(rules.named(name))) {
      throw new ProblemException(
          CustomRuleProblem.RULE_MANAGED,
          "%s is a managed rule: it can be turned off by PUT /api/v1/config/rules/%s, not changed or deleted."
              .formatted(name, name));
    }
  }

  private static boolean isCustom(ConfigRule rule) {
    return rule.owner().equals("CUSTOM_POLICY");
  }
}
