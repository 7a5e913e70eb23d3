package io.cairn.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding was made, came back, changed or was resolved: the value of {@link
 * Topic#FINDING_UPDATED}, as JSON with these names.
 *
 * @param findingId the finding
 * @param change what happened to it
 * @param type {@code detection} or {@code compliance}
 * @param source id of the detection or name of the rule
 * @param title one line for a person
 * @param description what it means
 * @param severity {@code informational low medium high critical}
 * @param accountId account concerned
 * @param region region concerned
 * @param resourceType type of the resource concerned, where there is one
 * @param resourceId id of the resource concerned, where there is one
 * @param actor ARN or name of who did it, where there is one
 * @param count how often it was seen
 * @param firstSeen event time of the first sighting
 * @param lastSeen event time of the latest sighting
 * @param remediation what to do, where known
 * @param eventIds the latest events that are evidence, newest first; at most 10
 */
public record FindingUpdated(
    String findingId,
    Change change,
    String type,
    String source,
    String title,
    String description,
    String severity,
    String accountId,
    String region,
    @Nullable String resourceType,
    @Nullable String resourceId,
    @Nullable String actor,
    long count,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable String remediation,
    List<String> eventIds) {

  /** What happened to a finding. */
  public enum Change {
    CREATED,
    RECURRED,
    RESOLVED,
    REOPENED,
    UPDATED
  }

  /** Copies the list. */
  public FindingUpdated {
    eventIds = List.copyOf(eventIds);
  }
}
