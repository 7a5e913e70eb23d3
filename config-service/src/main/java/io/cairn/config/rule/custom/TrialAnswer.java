package io.cairn.config.rule.custom;

import io.cairn.config.rule.Explanation;
import io.cairn.contracts.ComplianceType;
import io.cairn.guard.GuardFinding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have said of recorded items.
 *
 * @param items those it finds wrong or cannot judge; resource after resource, the oldest first
 * @param judged items that were judged for this answer, and how many of them came out how
 * @param nextToken where to go on; also when the time for one answer was over. Null at the end
 */
record TrialAnswer(List<Failure> items, Judged judged, @Nullable String nextToken) {

  /** Numbers of items by verdict. */
  record Judged(int compliant, int nonCompliant, int notApplicable, int insufficientData) {
    static final Judged NONE = new Judged(0, 0, 0, 0);

    Judged with(ComplianceType type) {
      return new Judged(
          compliant + (type == ComplianceType.COMPLIANT ? 1 : 0),
          nonCompliant + (type == ComplianceType.NON_COMPLIANT ? 1 : 0),
          notApplicable + (type == ComplianceType.NOT_APPLICABLE ? 1 : 0),
          insufficientData + (type == ComplianceType.INSUFFICIENT_DATA ? 1 : 0));
    }
  }

  /**
   * An item that the rule finds wrong or cannot judge.
   *
   * @param configurationItemCaptureTime from when on the resource was so
   * @param current whether it is so still
   * @param annotation why, in a sentence
   * @param rules each rule of the text with PASS, FAIL or SKIP
   * @param findings each clause that fails, with its line and the value that fails it
   */
  record Failure(
      String accountId,
      String region,
      String resourceType,
      String resourceId,
      long configurationStateId,
      Instant configurationItemCaptureTime,
      boolean current,
      ComplianceType complianceType,
      @Nullable String annotation,
      List<Explanation.RuleStatus> rules,
      List<GuardFinding> findings) {}
}
