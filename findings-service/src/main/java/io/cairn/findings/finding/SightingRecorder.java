package io.cairn.findings.finding;

import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.FindingTable.Drafted;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Turns what detections saw into findings. An event counts once for a detection, however often it
 * is delivered; counts, times and kept evidence do not depend on the order of arrival.
 */
@Singleton
public class SightingRecorder {
  private static final String CLAIM =
      """
      INSERT INTO matched_event (detection_id, event_key)
      SELECT s.detection_id, s.event_key FROM unnest(?::text[], ?::uuid[]) AS s(detection_id, event_key)
      ORDER BY 1, 2 ON CONFLICT DO NOTHING RETURNING detection_id, event_key
      """;

  private final Database database;
  private final FindingTable findings;
  private final EvidenceTable evidence;
  private final HistoryTable history;
  private final FindingEvents events;

  SightingRecorder(
      Database database,
      FindingTable findings,
      EvidenceTable evidence,
      HistoryTable history,
      FindingEvents events) {
    this.database = database;
    this.findings = findings;
    this.evidence = evidence;
    this.history = history;
    this.events = events;
  }

  /** Records sightings in the caller's transaction; each finding tells of all of them at once. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(List<Sighting> sightings) {
    if (sightings.isEmpty()) {
      return;
    }
    database.call(
        "record sightings",
        connection -> {
          Map<IdentityKey, Occurrences> occurrences = group(claim(connection, sightings));
          if (!occurrences.isEmpty()) {
            apply(connection, occurrences);
          }
          return occurrences.size();
        });
  }

  private record Claim(String detectionId, UUID eventKey) {
    static Claim of(Sighting sighting) {
      FindingIdentity identity = sighting.finding().identity();
      return new Claim(identity.source(), sighting.event().key(identity.account()));
    }
  }

  /** Those that no delivery brought before. */
  private static List<Sighting> claim(Connection connection, List<Sighting> sightings)
      throws SQLException {
    Map<Claim, Sighting> wanted = new LinkedHashMap<>();
    sightings.forEach(sighting -> wanted.putIfAbsent(Claim.of(sighting), sighting));
    List<Sighting> claimed = new ArrayList<>();
    Statement.of(CLAIM)
        .with(wanted.keySet().stream().map(Claim::detectionId).toList())
        .with(wanted.keySet().stream().map(Claim::eventKey).toList())
        .list(
            connection,
            row -> new Claim(row.getString("detection_id"), row.getObject("event_key", UUID.class)))
        .forEach(claim -> claimed.add(wanted.get(claim)));
    return claimed;
  }

  private Map<IdentityKey, Occurrences> group(List<Sighting> sightings) {
    Map<IdentityKey, Occurrences> groups = new HashMap<>();
    for (Sighting sighting : sightings) {
      groups
          .computeIfAbsent(
              sighting.finding().identity().mapKey(),
              _ -> new Occurrences(evidence.firstEventsKept(), evidence.latestEventsKept()))
          .add(sighting);
    }
    return groups;
  }

  private void apply(Connection connection, Map<IdentityKey, Occurrences> occurrences)
      throws SQLException {
    Map<IdentityKey, Drafted> drafts = new HashMap<>();
    occurrences.forEach(
        (key, seen) -> drafts.put(key, new Drafted(seen.draft(), seen.seen().first())));
    Map<Finding, Occurrences> held = new LinkedHashMap<>();
    findings
        .lockOrMake(connection, drafts)
        .forEach((key, finding) -> held.put(finding, Objects.requireNonNull(occurrences.get(key))));
    for (var entry : held.entrySet()) {
      Finding before = entry.getKey();
      evidence.addEvents(connection, before.id(), before.account(), entry.getValue().kept());
    }
    evidence.pruneEvents(connection, held.keySet().stream().map(Finding::id).toList());
    for (var entry : held.entrySet()) {
      see(connection, entry.getKey(), entry.getValue());
    }
  }

  private void see(Connection connection, Finding before, Occurrences seen) throws SQLException {
    boolean made = before.count() == 0;
    boolean reopen = !made && before.isClosed();
    Finding after = findings.see(connection, before, seen.draft(), seen.seen(), reopen);
    if (made) {
      history.made(connection, after.id());
    } else {
      history.changed(connection, before, after, HistoryTable.SUITE);
    }
    events.tell(
        connection, after, made ? Change.CREATED : reopen ? Change.REOPENED : Change.RECURRED);
  }
}
