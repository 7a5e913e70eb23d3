package io.cairn.config.rule;

import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ItemStore;
import io.cairn.config.item.ResourceLocks;
import io.cairn.config.item.ResourceStore;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.guard.GuardDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of a rule's background run. */
@ApplicationScoped
class SweepPage {
  private final Rules rules;
  private final RuleSettings settings;
  private final ProgressStore progress;
  private final ResourceStore resources;
  private final ResourceLocks locks;
  private final SweptResource swept;
  private final RuleConfig config;

  SweepPage(
      Rules rules,
      RuleSettings settings,
      ProgressStore progress,
      ResourceStore resources,
      ResourceLocks locks,
      SweptResource swept,
      RuleConfig config) {
    this.rules = rules;
    this.settings = settings;
    this.progress = progress;
    this.resources = resources;
    this.locks = locks;
    this.swept = swept;
    this.config = config;
  }

  /** What a page judges a resource with. */
  @ApplicationScoped
  static class SweptResource {
    private final ItemStore items;
    private final Judge judge;
    private final VerdictStore verdicts;

    SweptResource(ItemStore items, Judge judge, VerdictStore verdicts) {
      this.items = items;
      this.judge = judge;
      this.verdicts = verdicts;
    }

    void judge(CurrentResource current, ConfigRule rule, RuleSetting setting) {
      ResourceKey key = current.key();
      Optional<GuardDocument> message =
          items
              .at(key, new ItemStore.Place(current.captureTime(), current.stateId()))
              .map(item -> GuardDocument.parse(item.message()));
      if (message.isPresent() && current.status().isRecorded()) {
        Verdict verdict = judge.judge(rule, setting, key, message.get(), current.unknownParts());
        verdicts.put(current, RuleText.of(rule), verdict, verdicts.standing(key).get(rule.name()));
      }
    }

    void remove(CurrentResource current, RuleText rule) {
      ComplianceType before = verdicts.standing(current.key()).get(rule.name());
      if (before != null) {
        verdicts.remove(current, rule, before, "The rule is turned off.");
      }
    }

    List<ResourceKey> judgedBy(String name, int limit) {
      return verdicts.judgedBy(name, limit);
    }
  }

  /** Judges a page; false when the rule's run is over, or another replica is at it. */
  boolean judge(String name) {
    Optional<ProgressStore.Cursor> cursor = progress.lock(name);
    if (cursor.isEmpty()) {
      return false;
    }
    Map<String, RuleSetting> made = settings.all();
    RuleSetting setting = made.getOrDefault(name, RuleSetting.DEFAULT);
    Optional<ConfigRule> rule = rules.named(name).filter(r -> setting.enabled());
    boolean more =
        rule.isPresent() ? judgePage(rule.get(), setting, cursor.get().after()) : removePage(name);
    if (!more) {
      progress.finish(name);
    }
    return more;
  }

  private boolean judgePage(ConfigRule rule, RuleSetting setting, @Nullable ResourceKey after) {
    List<CurrentResource> page =
        resources.existing(rule.resourceTypes(), after, config.sweepBatch());
    if (page.isEmpty()) {
      return false;
    }
    for (CurrentResource listed : page) {
      locks.lock(listed.key());
      resources.find(listed.key()).ifPresent(current -> swept.judge(current, rule, setting));
    }
    progress.advance(rule.name(), page.getLast().key(), page.size());
    return true;
  }

  private boolean removePage(String name) {
    List<ResourceKey> page = swept.judgedBy(name, config.sweepBatch());
    for (ResourceKey key : page) {
      locks.lock(key);
      resources.find(key).ifPresent(current -> swept.remove(current, rules.text(name)));
    }
    if (!page.isEmpty()) {
      progress.advance(name, page.getLast(), page.size());
    }
    return !page.isEmpty();
  }
}
