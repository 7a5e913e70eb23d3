package io.cairn.config.resource;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cairn.config.cause.Cause;
import io.cairn.config.rule.RuleChanges.RuleChange;
import java.util.List;

/**
 * One item of a resource's history, with what stands beside it.
 *
 * @param configurationItem the stored message, byte for byte
 * @param cause who and what was behind it
 * @param ruleChanges verdicts that changed with it
 */
record HistoryEntry(
    @JsonRawValue String configurationItem, Cause cause, List<RuleChange> ruleChanges) {
  HistoryEntry {
    ruleChanges = List.copyOf(ruleChanges);
  }
}
