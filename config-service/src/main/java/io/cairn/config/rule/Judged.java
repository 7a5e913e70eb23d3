package io.cairn.config.rule;

import io.cairn.config.item.CurrentResource;
import io.cairn.contracts.ComplianceType;
import org.jspecify.annotations.Nullable;

/**
 * A rule's word on a resource.
 *
 * @param verdict the verdict
 * @param before the verdict that stood; null if there was none
 * @param stands whether the verdict stands; false when the rule judges the resource no more
 */
record Judged(
    CurrentResource current,
    RuleText rule,
    Verdict verdict,
    @Nullable ComplianceType before,
    boolean stands) {

  Judged(CurrentResource current, RuleText rule, Verdict verdict, @Nullable ComplianceType before) {
    this(current, rule, verdict, before, true);
  }

  /** A verdict that is taken away: the resource is gone, or the rule does not judge any more. */
  static Judged taken(CurrentResource current, RuleText rule, ComplianceType before, String why) {
    return new Judged(
        current, rule, new Verdict(ComplianceType.NOT_APPLICABLE, why), before, false);
  }

  boolean isNews() {
    return verdict.type() != before;
  }
}
