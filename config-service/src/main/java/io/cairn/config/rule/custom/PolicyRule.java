package io.cairn.config.rule.custom;

import io.cairn.config.rule.Explanation;
import io.cairn.config.rule.Verdict;
import io.cairn.contracts.ComplianceType;
import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardFinding;
import io.cairn.guard.GuardResult;
import io.cairn.guard.GuardRules;
import io.cairn.guard.GuardValue;
import io.cairn.guard.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A custom policy rule that can judge, as AWS Config judges by one: the text sees the item, and its
 * parameters as texts below {@code CONFIG_RULE_PARAMETERS}; any FAIL is NON_COMPLIANT, else any
 * PASS COMPLIANT, else NOT_APPLICABLE.
 */
record PolicyRule(CustomRule rule, GuardRules guard) implements StoredRule {
  private static final String PARAMETERS = "CONFIG_RULE_PARAMETERS";
  private static final int MAX_PARAMETERS = 50;

  /** What the text says of an item. */
  private record Outcome(Verdict verdict, GuardResult result, List<GuardFinding> findings) {}

  /** Which parameters there are is the text's own affair. */
  @Override
  public Map<String, String> check(Map<String, String> values) {
    return values.size() <= MAX_PARAMETERS
        ? Map.of()
        : Map.of("parameters", "are more than " + MAX_PARAMETERS);
  }

  @Override
  public Verdict judge(GuardDocument item, Map<String, String> values, Set<String> unknownParts) {
    return outcome(item, values, unknownParts).verdict();
  }

  @Override
  public Explanation explain(
      GuardDocument item, Map<String, String> values, Set<String> unknownParts) {
    Outcome outcome = outcome(item, values, unknownParts);
    List<Explanation.RuleStatus> statuses =
        outcome.result().rules().stream()
            .map(r -> new Explanation.RuleStatus(r.name(), r.status().name()))
            .toList();
    return new Explanation(outcome.verdict(), statuses, outcome.findings());
  }

  private Outcome outcome(GuardDocument item, Map<String, String> values, Set<String> unknown) {
    GuardDocument known = item;
    for (String part : unknown) {
      known = known.withUnknown(part);
    }
    if (!values.isEmpty()) {
      Map<String, GuardValue> given = new TreeMap<>();
      values.forEach((name, value) -> given.put(name, GuardValue.of(value)));
      known = known.with(PARAMETERS, GuardValue.of(given));
    }
    GuardResult result = guard.evaluate(known);
    if (result.undecided()) {
      String why = "Could not be read from AWS: " + String.join(", ", unknown) + ".";
      return new Outcome(new Verdict(ComplianceType.INSUFFICIENT_DATA, why), result, List.of());
    }
    return switch (result.status()) {
      case PASS -> new Outcome(new Verdict(ComplianceType.COMPLIANT, null), result, List.of());
      case SKIP -> new Outcome(new Verdict(ComplianceType.NOT_APPLICABLE, null), result, List.of());
      case FAIL -> failed(result, guard.findings(known, Map.of(), Limits.STANDARD));
    };
  }

  private Outcome failed(GuardResult result, List<GuardFinding> findings) {
    String why = findings.isEmpty() ? rule.description() : findings.getFirst().sentence();
    return new Outcome(new Verdict(ComplianceType.NON_COMPLIANT, why), result, findings);
  }
}
