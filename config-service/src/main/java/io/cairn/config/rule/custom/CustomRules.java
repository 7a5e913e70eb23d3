package io.cairn.config.rule.custom;

import io.cairn.config.rule.AddedRules;
import io.cairn.config.rule.ConfigRule;
import io.cairn.guard.GuardSyntaxException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The custom policy rules, compiled. Which there are is read in the caller's transaction; a version
 * that was compiled once is not read or compiled again.
 */
@Singleton
class CustomRules implements AddedRules {
  private record Compiled(String version, ConfigRule rule) {}

  private final CustomRuleStore store;
  private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

  CustomRules(CustomRuleStore store) {
    this.store = store;
  }

  @Override
  public List<ConfigRule> rules() {
    Map<String, String> versions = store.versions();
    compiled.keySet().retainAll(versions.keySet());
    List<ConfigRule> rules = new ArrayList<>();
    versions.forEach((name, version) -> rule(name, version).ifPresent(rules::add));
    return rules;
  }

  private Optional<ConfigRule> rule(String name, String version) {
    Compiled known = compiled.get(name);
    if (known != null && known.version().equals(version)) {
      return Optional.of(known.rule());
    }
    Optional<ConfigRule> made = store.find(name).map(CustomRules::compile);
    made.ifPresent(rule -> compiled.put(name, new Compiled(version, rule)));
    return made;
  }

  private static ConfigRule compile(CustomRule rule) {
    try {
      return new PolicyRule(rule, PolicyCompiler.compile(rule.configRuleName(), rule.policy()));
    } catch (GuardSyntaxException e) {
      return new UnreadableRule(
          rule, "This version cannot read the rule any more: " + e.getMessage());
    }
  }
}
