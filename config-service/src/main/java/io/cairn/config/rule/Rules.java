package io.cairn.config.rule;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules by name and by type. */
@Singleton
class Rules {
  private final Map<String, ConfigRule> byName = new TreeMap<>();

  Rules(RuleSource source) {
    for (ConfigRule rule : source.rules()) {
      if (byName.put(rule.name(), rule) != null) {
        throw new IllegalStateException("two rules are named " + rule.name());
      }
    }
  }

  List<ConfigRule> all() {
    return byName.values().stream().sorted(Comparator.comparing(ConfigRule::name)).toList();
  }

  List<ConfigRule> forType(String resourceType) {
    return byName.values().stream()
        .filter(rule -> rule.resourceTypes().contains(resourceType))
        .toList();
  }

  Optional<ConfigRule> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  RuleText text(String name) {
    return named(name).map(RuleText::of).orElseGet(() -> RuleText.retired(name));
  }
}
