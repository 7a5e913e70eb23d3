package io.cairn.config.rule;

import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ItemListener;
import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.guard.GuardDocument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges items as they are recorded, in the same transaction. */
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
  public void currentChanged(List<Change> changes) {
    Map<ResourceKey, Map<String, ComplianceType>> standing =
        verdicts.standing(changes.stream().map(change -> change.current().key()).toList());
    RuleBook book = rules.book();
    Map<String, RuleSetting> made = settings.all();
    List<Judged> judged = new ArrayList<>();
    for (Change change : changes) {
      Map<String, ComplianceType> before =
          new HashMap<>(standing.getOrDefault(change.current().key(), Map.of()));
      judged.addAll(judge(change, book, made, before));
    }
    verdicts.store(judged);
  }

  private List<Judged> judge(
      Change change,
      RuleBook book,
      Map<String, RuleSetting> made,
      Map<String, ComplianceType> standing) {
    CurrentResource current = change.current();
    boolean recorded = current.status().isRecorded();
    List<Judged> judged = new ArrayList<>();
    List<ConfigRule> judging = recorded ? book.forType(current.key().resourceType()) : List.of();
    GuardDocument item = judging.isEmpty() ? null : GuardDocument.parse(change.message());
    for (ConfigRule rule : judging) {
      RuleSetting setting = made.getOrDefault(rule.name(), RuleSetting.DEFAULT);
      if (setting.enabled() && item != null) {
        Verdict verdict = judge.judge(rule, setting, current.key(), item, current.unknownParts());
        judged.add(new Judged(current, RuleText.of(rule), verdict, standing.remove(rule.name())));
      }
    }
    String why = recorded ? OFF : GONE;
    standing.forEach(
        (name, before) -> judged.add(Judged.taken(current, book.text(name), before, why)));
    return judged;
  }
}
