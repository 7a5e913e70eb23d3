package io.cairn.config.rule;

import io.cairn.config.item.ResourceLocks;
import io.cairn.config.item.ResourceStore;
import io.cairn.contracts.ResourceKey;
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
  private final SweptResources swept;
  private final RuleConfig config;

  SweepPage(
      Rules rules,
      RuleSettings settings,
      ProgressStore progress,
      ResourceStore resources,
      ResourceLocks locks,
      SweptResources swept,
      RuleConfig config) {
    this.rules = rules;
    this.settings = settings;
    this.progress = progress;
    this.resources = resources;
    this.locks = locks;
    this.swept = swept;
    this.config = config;
  }

  /** Judges a page; false when the rule's run is over, or another replica is at it. */
  boolean judge(String name) {
    Optional<ProgressStore.Cursor> cursor = progress.lock(name);
    if (cursor.isEmpty()) {
      return false;
    }
    Map<String, RuleSetting> made = settings.all();
    RuleSetting setting = made.getOrDefault(name, RuleSetting.DEFAULT);
    RuleBook book = rules.book();
    Optional<ConfigRule> rule = book.named(name).filter(r -> setting.enabled());
    boolean more =
        rule.isPresent()
            ? judgePage(rule.get(), setting, cursor.get().after())
            : removePage(name, book.text(name));
    if (!more) {
      progress.finish(name);
    }
    return more;
  }

  private boolean judgePage(ConfigRule rule, RuleSetting setting, @Nullable ResourceKey after) {
    List<ResourceKey> page = resources.existing(rule.resourceTypes(), after, config.sweepBatch());
    if (page.isEmpty()) {
      return false;
    }
    locks.lock(page);
    swept.judge(page, rule, setting);
    progress.advance(rule.name(), page.getLast(), page.size());
    return true;
  }

  private boolean removePage(String name, RuleText text) {
    List<ResourceKey> page = swept.judgedBy(name, config.sweepBatch());
    if (!page.isEmpty()) {
      locks.lock(page);
      swept.remove(page, text);
      progress.advance(name, page.getLast(), page.size());
    }
    return !page.isEmpty();
  }
}
