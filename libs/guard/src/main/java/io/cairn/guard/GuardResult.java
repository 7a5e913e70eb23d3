package io.cairn.guard;

import java.util.List;

/**
 * What a rule file says of one document. {@code undecided} is set if the evaluation met a part that
 * was marked as not recorded ({@link GuardDocument#withUnknown}); the statuses then say nothing.
 *
 * @param status any FAIL is FAIL, else any PASS is PASS, else SKIP
 * @param rules each rule in the order of the file
 * @param undecided whether a part that was not recorded was met
 * @param steps the steps that were spent
 */
public record GuardResult(
    GuardStatus status, List<RuleResult> rules, boolean undecided, int steps) {

  /** One rule's name and status. */
  public record RuleResult(String name, GuardStatus status) {}

  public GuardResult {
    rules = List.copyOf(rules);
  }
}
