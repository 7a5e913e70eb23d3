package io.cairn.config.rule;

import io.cairn.contracts.ComplianceType;
import io.cairn.contracts.ResourceKey;
import io.cairn.guard.GuardDocument;
import io.cairn.guard.GuardEvaluationException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a rule judge, and answers for one that cannot: a rule that fails never stops recording. */
@Singleton
public class Judge {
  private static final Logger LOGGER = LoggerFactory.getLogger(Judge.class);

  Verdict judge(
      ConfigRule rule,
      RuleSetting setting,
      ResourceKey key,
      GuardDocument item,
      Set<String> unknown) {
    Map<String, String> wrong = rule.check(setting.parameters());
    if (!wrong.isEmpty()) {
      return undecided("The rule's parameters do not fit it any more: " + wrong);
    }
    try {
      return rule.judge(item, setting.parameters(), unknown);
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .setCause(e)
          .addKeyValue("configRuleName", rule.name())
          .addKeyValue("accountId", key.accountId())
          .addKeyValue("region", key.region())
          .addKeyValue("resourceType", key.resourceType())
          .addKeyValue("resourceId", key.resourceId())
          .log("a rule failed on an item; the verdict is INSUFFICIENT_DATA");
      return undecided("The rule could not be evaluated: " + e.getMessage());
    }
  }

  /** Judges and says why; a rule that cannot be evaluated says INSUFFICIENT_DATA and the reason. */
  public Explanation explain(
      ConfigRule rule, Map<String, String> values, GuardDocument item, Set<String> unknown) {
    try {
      return rule.explain(item, values, unknown);
    } catch (GuardEvaluationException e) {
      return new Explanation(
          undecided("The rule could not be evaluated: " + e.getMessage()), List.of(), List.of());
    }
  }

  private static Verdict undecided(String why) {
    return new Verdict(ComplianceType.INSUFFICIENT_DATA, why);
  }
}
