package io.cairn.config.rule;

import io.cairn.config.item.ConfigurationItem;
import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ItemStore;
import io.cairn.config.item.ResourceStore;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.guard.GuardDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a page of a rule's background run does to its resources, whose locks the caller holds. */
@ApplicationScoped
class SweptResources {
  private final ResourceStore resources;
  private final ItemStore items;
  private final Judge judge;
  private final VerdictStore verdicts;

  SweptResources(ResourceStore resources, ItemStore items, Judge judge, VerdictStore verdicts) {
    this.resources = resources;
    this.items = items;
    this.judge = judge;
    this.verdicts = verdicts;
  }

  /** Judges those that exist, by their current items. */
  void judge(Collection<ResourceKey> keys, ConfigRule rule, RuleSetting setting) {
    Collection<CurrentResource> currents =
        resources.find(keys).values().stream().filter(c -> c.status().isRecorded()).toList();
    Map<ResourceKey, ConfigurationItem> messages = items.of(currents);
    Map<ResourceKey, Map<String, ComplianceType>> standing = verdicts.standing(keys);
    List<Judged> judged = new ArrayList<>();
    for (CurrentResource current : currents) {
      ConfigurationItem item = messages.get(current.key());
      if (item != null) {
        GuardDocument document = GuardDocument.parse(item.message());
        Verdict verdict =
            judge.judge(rule, setting, current.key(), document, current.unknownParts());
        judged.add(
            new Judged(
                current,
                RuleText.of(rule),
                verdict,
                standing.getOrDefault(current.key(), Map.of()).get(rule.name())));
      }
    }
    verdicts.store(judged);
  }

  /** Takes a rule's verdicts away. */
  void remove(Collection<ResourceKey> keys, RuleText rule) {
    Map<ResourceKey, Map<String, ComplianceType>> standing = verdicts.standing(keys);
    List<Judged> judged = new ArrayList<>();
    for (CurrentResource current : resources.find(keys).values()) {
      ComplianceType before = standing.getOrDefault(current.key(), Map.of()).get(rule.name());
      if (before != null) {
        judged.add(Judged.taken(current, rule, before, "The rule is turned off."));
      }
    }
    verdicts.store(judged);
  }

  List<ResourceKey> judgedBy(String name, int limit) {
    return verdicts.judgedBy(name, limit);
  }
}
