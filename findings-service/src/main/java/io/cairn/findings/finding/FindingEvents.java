package io.cairn.findings.finding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.FindingUpdated;
import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.contracts.Topic;
import io.cairn.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Tells of changes on findings.finding.updated.v1, in the transaction that makes them. */
@Singleton
class FindingEvents {
  /** Most event ids in a message. */
  static final int EVENT_IDS = 10;

  private final Outbox outbox;
  private final ObjectMapper json;
  private final EvidenceTable evidence;
  private final MeterRegistry meters;

  FindingEvents(Outbox outbox, ObjectMapper json, EvidenceTable evidence, MeterRegistry meters) {
    this.outbox = outbox;
    this.json = json;
    this.evidence = evidence;
    this.meters = meters;
  }

  void tell(Connection connection, Finding finding, Change change) throws SQLException {
    UUID id = finding.id();
    List<String> eventIds =
        evidence.events(connection, List.of(id), EVENT_IDS).getOrDefault(id, List.of()).stream()
            .map(EventEvidence::eventId)
            .toList();
    outbox.add(Topic.FINDING_UPDATED, id.toString(), bytes(message(finding, change, eventIds)));
    meters.counter("cairn.findings.changes", "change", change.name()).increment();
  }

  private static FindingUpdated message(Finding finding, Change change, List<String> eventIds) {
    return new FindingUpdated(
        finding.id().toString(),
        change,
        finding.type().wire(),
        finding.source(),
        finding.title(),
        finding.description(),
        finding.severity().wire(),
        finding.account().value(),
        finding.region(),
        finding.resourceType(),
        finding.resourceId(),
        finding.actor(),
        finding.count(),
        finding.firstSeen(),
        finding.lastSeen(),
        finding.remediation(),
        eventIds);
  }

  private byte[] bytes(FindingUpdated message) {
    try {
      return json.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a finding cannot be written as JSON", e);
    }
  }
}
