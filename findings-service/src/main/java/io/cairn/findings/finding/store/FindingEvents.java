package io.cairn.findings.finding.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.FindingUpdated;
import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.contracts.Topic;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingChange;
import io.cairn.findings.finding.FindingsChanged;
import io.cairn.messaging.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells of changes in the transaction that makes them: on findings.finding.updated.v1, and to
 * observers of {@link FindingsChanged} in this service.
 */
@Singleton
public class FindingEvents {
  /** Most event ids in a message. */
  public static final int EVENT_IDS = 10;

  private final Outbox outbox;
  private final ObjectMapper json;
  private final EvidenceTable evidence;
  private final MeterRegistry meters;
  private final Event<FindingsChanged> observers;

  FindingEvents(
      Outbox outbox,
      ObjectMapper json,
      EvidenceTable evidence,
      MeterRegistry meters,
      Event<FindingsChanged> observers) {
    this.outbox = outbox;
    this.json = json;
    this.evidence = evidence;
    this.meters = meters;
    this.observers = observers;
  }

  public void tell(Connection connection, Finding finding, Change change) throws SQLException {
    tell(connection, List.of(new FindingChange(finding, change, false)));
  }

  public void tell(Connection connection, List<FindingChange> changes) throws SQLException {
    Map<UUID, List<EventEvidence>> events =
        evidence.events(
            connection, changes.stream().map(c -> c.finding().id()).toList(), EVENT_IDS);
    for (FindingChange change : changes) {
      UUID id = change.finding().id();
      List<String> eventIds =
          events.getOrDefault(id, List.of()).stream().map(EventEvidence::eventId).toList();
      FindingUpdated message = message(change.finding(), change.change(), eventIds);
      outbox.add(Topic.FINDING_UPDATED, id.toString(), bytes(message));
      meters.counter("cairn.findings.changes", "change", change.change().name()).increment();
    }
    observers.fire(new FindingsChanged(changes));
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
