package io.cairn.findings.notification.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.contracts.ComplianceChanged;
import io.cairn.findings.finding.api.FindingDto;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message says that gathers many changes.
 *
 * @param history whether it is about events that were old when the suite took them in
 * @param changes how many it tells of
 * @param findings how many findings they are about
 * @param bySeverity changes by severity, the worst first
 * @param byType changes by what found them
 * @param byChange changes by what happened
 * @param byAccount changes by account, the most first; at most ten accounts
 * @param accounts how many accounts there are
 * @param firstSeen event time of the first
 * @param lastSeen event time of the last
 * @param listed the worst in full
 * @param rest path of the list of all
 */
@RegisterForReflection
record Summary(
    boolean history,
    long changes,
    long findings,
    Map<String, Long> bySeverity,
    Map<String, Long> byType,
    Map<String, Long> byChange,
    Map<String, Long> byAccount,
    long accounts,
    Instant firstSeen,
    Instant lastSeen,
    List<Listed> listed,
    String rest) {

  /** One of the worst. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  record Listed(
      String change,
      int gathered,
      FindingDto.@Nullable Item finding,
      @Nullable ComplianceChanged compliance) {}
}
