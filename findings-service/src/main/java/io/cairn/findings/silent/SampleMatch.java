package io.cairn.findings.silent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingIdentity;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.cairn.findings.finding.record.Incident;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A match as people look at it: the finding it would belong to, and its events.
 *
 * @param accountId account of the finding
 * @param region region of the finding
 * @param actor who did it, where known
 * @param resource what it was done to, where the event names exactly one
 * @param events the events, at most ten
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(targets = {SampleMatch.class, EventEvidence.class, ResourceRef.class})
public record SampleMatch(
    String accountId,
    String region,
    @Nullable String actor,
    @Nullable ResourceRef resource,
    List<EventEvidence> events) {
  private static final int MAX_EVENTS = 10;

  /** A match that would make or continue a finding. */
  public static SampleMatch of(Incident incident) {
    FindingIdentity identity = incident.finding().identity();
    return new SampleMatch(
        identity.account().value(),
        identity.region(),
        identity.actor(),
        identity.resource(),
        incident.events().stream().limit(MAX_EVENTS).toList());
  }
}
