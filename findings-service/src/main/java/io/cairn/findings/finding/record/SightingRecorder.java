package io.cairn.findings.finding.record;

import io.cairn.contracts.FindingUpdated.Change;
import io.cairn.findings.database.Database;
import io.cairn.findings.finding.Finding;
import io.cairn.findings.finding.FindingChange;
import io.cairn.findings.finding.IdentityKey;
import io.cairn.findings.finding.store.EvidenceTable;
import io.cairn.findings.finding.store.FindingConfig;
import io.cairn.findings.finding.store.FindingEvents;
import io.cairn.findings.finding.store.FindingTable;
import io.cairn.findings.finding.store.FindingTable.Drafted;
import io.cairn.findings.finding.store.HistoryTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns what detections saw into findings. An event counts once for a detection, however often it
 * is delivered; counts, times and kept evidence do not depend on the order of arrival.
 */
@ApplicationScoped
public class SightingRecorder {
  private static final String SILENT = "silent:";

  private final Database database;
  private final MatchedEvents matched;
  private final FindingTable findings;
  private final EvidenceTable evidence;
  private final HistoryTable history;
  private final FindingEvents events;
  private final FindingConfig config;

  SightingRecorder(
      Database database,
      MatchedEvents matched,
      FindingTable findings,
      EvidenceTable evidence,
      HistoryTable history,
      FindingEvents events,
      FindingConfig config) {
    this.database = database;
    this.matched = matched;
    this.findings = findings;
    this.evidence = evidence;
    this.history = history;
    this.events = events;
    this.config = config;
  }

  /** Records sightings in the caller's transaction; each finding tells of all of them at once. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(List<Sighting> sightings) {
    if (!sightings.isEmpty()) {
      List<Sighting> claimed =
          database.call("claim sightings", connection -> matched.claim(connection, "", sightings));
      recordIncidents(claimed.stream().map(Incident::of).toList());
    }
  }

  /**
   * Those sightings that were not counted before for a detection that runs silently. It is counted
   * apart: when it is promoted, the same events may still make findings.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public List<Incident> claimSilently(List<Sighting> sightings) {
    return sightings.isEmpty()
        ? List.of()
        : database.call("claim silent sightings", c -> matched.claim(c, SILENT, sightings)).stream()
            .map(Incident::of)
            .toList();
  }

  /** Records incidents, each of which counts, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void recordIncidents(List<Incident> incidents) {
    if (!incidents.isEmpty()) {
      Map<IdentityKey, Occurrences> occurrences = group(incidents);
      database.call(
          "record findings",
          connection -> {
            apply(connection, occurrences);
            return occurrences.size();
          });
    }
  }

  private Map<IdentityKey, Occurrences> group(List<Incident> incidents) {
    Map<IdentityKey, Occurrences> groups = new HashMap<>();
    for (Incident incident : incidents) {
      groups
          .computeIfAbsent(
              incident.finding().identity().mapKey(),
              _ ->
                  new Occurrences(
                      config.firstEventsKept(), config.latestEventsKept(), config.historyAfter()))
          .add(incident);
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
    List<FindingChange> changes = new ArrayList<>(held.size());
    for (var entry : held.entrySet()) {
      changes.add(see(connection, entry.getKey(), entry.getValue()));
    }
    events.tell(connection, changes);
  }

  private FindingChange see(Connection connection, Finding before, Occurrences seen)
      throws SQLException {
    boolean made = before.count() == 0;
    boolean reopen = !made && before.isClosed();
    Finding after = findings.see(connection, before, seen.draft(), seen.seen(), reopen);
    if (made) {
      history.made(connection, after.id());
    } else {
      history.changed(connection, before, after, HistoryTable.SUITE);
    }
    Change change = made ? Change.CREATED : reopen ? Change.REOPENED : Change.RECURRED;
    return new FindingChange(after, change, seen.history());
  }
}
