package io.cairn.config.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules at one moment, by name and by type. Immutable. */
final class RuleBook {
  private final Map<String, ConfigRule> byName = new TreeMap<>();

  /** The first of a name counts: a rule that ships later does not fall to one that was added. */
  RuleBook(Collection<ConfigRule> shipped, Collection<ConfigRule> added) {
    for (ConfigRule rule : shipped) {
      if (byName.put(rule.name(), rule) != null) {
        throw new IllegalStateException("two rules are named " + rule.name());
      }
    }
    added.forEach(rule -> byName.putIfAbsent(rule.name(), rule));
  }

  /** By name. */
  List<ConfigRule> all() {
    return List.copyOf(byName.values());
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
