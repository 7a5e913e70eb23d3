package io.cairn.findings.finding.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.findings.finding.FindingType;
import io.cairn.findings.finding.RecordState;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.finding.WorkflowStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Findings as REST and messages show them, and as REST takes updates of them. */
public final class FindingDto {
  private FindingDto() {}

  /** A finding with evidence: in lists the latest ten events and items, alone all that are kept. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record Item(
      UUID findingId,
      FindingType type,
      String source,
      String title,
      String description,
      Severity severity,
      String accountId,
      String region,
      @Nullable String resourceType,
      @Nullable String resourceId,
      @Nullable String actor,
      WorkflowStatus workflowStatus,
      RecordState recordState,
      long count,
      Instant firstSeen,
      Instant lastSeen,
      Instant createdAt,
      Instant updatedAt,
      long version,
      @Nullable String remediation,
      @Nullable Note note,
      Evidence evidence) {}

  /** What a person noted last. */
  @RegisterForReflection
  public record Note(String text, @Nullable String by, @Nullable Instant at) {}

  /** Why the finding is there. */
  @RegisterForReflection
  public record Evidence(List<Event> events, List<ConfigurationItem> items) {}

  /** An API event; {@code GET /api/v1/trail/events?eventId=} gives the whole record. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record Event(
      String eventId,
      Instant eventTime,
      String eventName,
      String eventSource,
      @Nullable String principalArn,
      @Nullable String sourceIPAddress,
      Map<String, String> matched) {}

  /** A version of the resource; {@code GET /api/v1/config/resources/history} gives it whole. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record ConfigurationItem(
      String accountId,
      String region,
      @Nullable String resourceType,
      @Nullable String resourceId,
      @Nullable String resourceName,
      @Nullable String arn,
      long configurationStateId,
      Instant configurationItemCaptureTime,
      Instant evaluatedAt,
      @Nullable String annotation) {}

  /** What a person decides; absent members stay as they are. */
  @RegisterForReflection
  record Update(
      @Nullable String workflowStatus,
      @Nullable String severity,
      @Nullable String note,
      @Nullable String recordState) {}

  /** One decision about many findings. */
  @RegisterForReflection
  record BulkUpdate(@Nullable List<UUID> findingIds, @Nullable Update update) {}

  /** What became of each. */
  @RegisterForReflection
  record BulkResult(List<UUID> updated, List<Failed> failed) {}

  /** A finding that was not updated, and why. */
  @RegisterForReflection
  record Failed(UUID findingId, String code, String detail) {}
}
