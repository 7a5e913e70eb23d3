package io.cairn.findings.finding.record;

import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingDraft;
import java.time.Instant;
import java.util.List;

/**
 * Something that counts once in a finding, and the events that show it.
 *
 * @param finding the finding it belongs to
 * @param events at least one
 * @param acceptedAt when the suite took the last of them in
 */
public record Incident(FindingDraft finding, List<EventEvidence> events, Instant acceptedAt) {
  /** Copies the list. */
  public Incident {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("nothing shows the incident: " + finding.title());
    }
  }

  /** A single event that matched. */
  public static Incident of(Sighting sighting) {
    return new Incident(sighting.finding(), List.of(sighting.event()), sighting.acceptedAt());
  }
}
