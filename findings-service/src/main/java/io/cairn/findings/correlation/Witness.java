package io.cairn.findings.correlation;

import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingIdentity.ResourceRef;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a finding needs of an event that counts in a correlation.
 *
 * @param accountId account of the event
 * @param region region of the event
 * @param actor who did it, the same for all sessions of a role
 * @param resource what it was done to
 * @param event the event as evidence
 * @param acceptedAt when the suite took it in
 */
@RegisterForReflection(targets = {Witness.class, EventEvidence.class, ResourceRef.class})
public record Witness(
    String accountId,
    String region,
    @Nullable String actor,
    @Nullable ResourceRef resource,
    EventEvidence event,
    Instant acceptedAt) {

  /** The same event, standing for a correlation that fired with it. */
  Witness of(String correlation, double value) {
    Map<String, String> matched = new LinkedHashMap<>(event.matched());
    matched.put("correlation", correlation);
    matched.put("value", Double.toString(value));
    var evidence =
        new EventEvidence(
            event.eventId(),
            event.eventTime(),
            event.eventName(),
            event.eventSource(),
            event.principalArn(),
            event.sourceIPAddress(),
            matched);
    return new Witness(accountId, region, actor, resource, evidence, acceptedAt);
  }
}
