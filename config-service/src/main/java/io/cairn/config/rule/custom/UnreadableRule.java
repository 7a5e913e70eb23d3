package io.cairn.config.rule.custom;

import io.cairn.config.rule.Explanation;
import io.cairn.config.rule.Verdict;
import io.cairn.contracts.ComplianceType;
import io.cairn.guard.GuardDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stored rule whose text this version does not take any more: it says so of every item. */
record UnreadableRule(CustomRule rule, String reason) implements StoredRule {
  @Override
  public Map<String, String> check(Map<String, String> values) {
    return Map.of();
  }

  @Override
  public Verdict judge(GuardDocument item, Map<String, String> values, Set<String> unknownParts) {
    return new Verdict(ComplianceType.INSUFFICIENT_DATA, reason);
  }

  @Override
  public Explanation explain(
      GuardDocument item, Map<String, String> values, Set<String> unknownParts) {
    return new Explanation(judge(item, values, unknownParts), List.of(), List.of());
  }
}
