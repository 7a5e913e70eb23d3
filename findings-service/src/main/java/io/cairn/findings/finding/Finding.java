package io.cairn.findings.finding;

import io.cairn.contracts.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding as it stands, without its evidence.
 *
 * @param id the finding
 * @param type what found it
 * @param source id of the detection or name of the rule
 * @param title one line for a person
 * @param description what it means
 * @param remediation what to do, where known
 * @param severity how bad
 * @param severitySet whether a person set the severity, which then stays
 * @param account account concerned
 * @param region region concerned
 * @param resourceType type of the resource concerned, where there is one
 * @param resourceId id of the resource concerned, where there is one
 * @param actor who did it, where known
 * @param workflowStatus where people are with it
 * @param recordState whether it is in sight
 * @param note what a person noted last
 * @param noteBy ARN of who noted it
 * @param noteAt when
 * @param count how often it was seen
 * @param firstSeen event time of the first sighting
 * @param lastSeen event time of the latest sighting
 * @param createdAt when the suite made it
 * @param updatedAt when the suite last changed it in any way
 * @param version rises with every change of state, severity or note; counting does not raise it, so
 *     that a busy finding can still be changed by a person
 */
public record Finding(
    UUID id,
    FindingType type,
    String source,
    String title,
    String description,
    @Nullable String remediation,
    Severity severity,
    boolean severitySet,
    AccountId account,
    String region,
    @Nullable String resourceType,
    @Nullable String resourceId,
    @Nullable String actor,
    WorkflowStatus workflowStatus,
    RecordState recordState,
    @Nullable String note,
    @Nullable String noteBy,
    @Nullable Instant noteAt,
    long count,
    Instant firstSeen,
    Instant lastSeen,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** Whether a new sighting brings it back: resolved or archived, and not suppressed. */
  public boolean isClosed() {
    return workflowStatus != WorkflowStatus.SUPPRESSED
        && (workflowStatus == WorkflowStatus.RESOLVED || recordState == RecordState.ARCHIVED);
  }
}
