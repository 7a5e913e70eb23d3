package io.cairn.config.rule;

import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ItemListener;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.guard.GuardDocument;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges each item as it is recorded, in the same transaction. */
@Singleton
class ItemJudge implements ItemListener {
  private static final String GONE = "The resource was deleted.";
  private static final String OFF = "The rule is turned off.";

  private final Rules rules;
  private final RuleSettings settings;
  private final Judge judge;
  private final VerdictStore verdicts;

  ItemJudge(Rules rules, RuleSettings settings, Judge judge, VerdictStore verdicts) {
    this.rules = rules;
    this.settings = settings;
    this.judge = judge;
    this.verdicts = verdicts;
  }

  @Override
  public void currentChanged(CurrentResource current, byte[] message) {
    Map<String, ComplianceType> standing = new HashMap<>(verdicts.standing(current.key()));
    if (current.status().isRecorded()) {
      GuardDocument item = GuardDocument.parse(message);
      Map<String, RuleSetting> made = settings.all();
      for (ConfigRule rule : rules.forType(current.key().resourceType())) {
        RuleSetting setting = made.getOrDefault(rule.name(), RuleSetting.DEFAULT);
        if (setting.enabled()) {
          judge(rule, setting, current, item, standing.remove(rule.name()));
        }
      }
    }
    String why = current.status().isRecorded() ? OFF : GONE;
    standing.forEach((name, before) -> verdicts.remove(current, rules.text(name), before, why));
  }

  private void judge(
      ConfigRule rule,
      RuleSetting setting,
      CurrentResource current,
      GuardDocument item,
      @Nullable ComplianceType before) {
    ResourceKey key = current.key();
    Verdict verdict = judge.judge(rule, setting, key, item, current.unknownParts());
    verdicts.put(current, RuleText.of(rule), verdict, before);
  }
}
