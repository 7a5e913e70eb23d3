package io.cairn.findings.notification.target;

import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.Severity;
import java.util.Set;

/**
 * Of what a target is told; empty sets let everything through.
 *
 * @param types what found it
 * @param minSeverity this or worse
 * @param accountIds accounts concerned
 * @param on the occasions; at least one
 */
public record TargetFilter(
    Set<FindingType> types, Severity minSeverity, Set<String> accountIds, Set<Occasion> on) {

  /** Copies the sets. */
  public TargetFilter {
    types = Set.copyOf(types);
    accountIds = Set.copyOf(accountIds);
    on = Set.copyOf(on);
  }

  /** Whether something passes. */
  public boolean lets(Occasion occasion, FindingType type, Severity severity, String accountId) {
    return on.contains(occasion)
        && (types.isEmpty() || types.contains(type))
        && severity.compareTo(minSeverity) >= 0
        && (accountIds.isEmpty() || accountIds.contains(accountId));
  }
}
