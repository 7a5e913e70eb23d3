package io.cairn.findings.silent;

import static io.cairn.findings.database.Database.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.record.Incident;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Counts and keeps what silent detections matched, in the caller's transaction. */
@Singleton
public class SilentMatches {
  private static final int KEPT = 50;
  private static final Comparator<Incident> NEWEST_FIRST =
      Comparator.comparing((Incident incident) -> last(incident).eventTime()).reversed();
  private static final String COUNT =
      """
      INSERT INTO silent_tally VALUES (?, ?, ?, ?, ?) ON CONFLICT (detection_id) DO UPDATE SET
          count = silent_tally.count + excluded.count,
          first_seen = least(silent_tally.first_seen, excluded.first_seen),
          last_seen = greatest(silent_tally.last_seen, excluded.last_seen)
      """;
  private static final String KEEP =
      """
      INSERT INTO silent_match SELECT i, ?, t::timestamptz, m
      FROM unnest(?::uuid[], ?::text[], ?::text[]) AS s(i, t, m)
      """;
  private static final String PRUNE =
      """
      DELETE FROM silent_match WHERE detection_id = ? AND id IN (SELECT id FROM silent_match WHERE detection_id = ?
          ORDER BY event_time DESC, id DESC OFFSET ?)
      """;

  private final Database database;
  private final ObjectMapper json;
  private final Ids ids;
  private final Clock clock;

  SilentMatches(Database database, ObjectMapper json, Ids ids, Clock clock) {
    this.database = database;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  private static EventEvidence last(Incident incident) {
    return incident.events().getLast();
  }

  /** Counts matches, none of which was counted before. */
  public void record(List<Incident> incidents) {
    Map<String, List<Incident>> byDetection = new TreeMap<>();
    for (Incident incident : incidents) {
      String detection = incident.finding().identity().source();
      byDetection.computeIfAbsent(detection, _ -> new ArrayList<>()).add(incident);
    }
    byDetection.forEach(
        (detection, matches) ->
            database.call(
                "count silent matches", connection -> record(connection, detection, matches)));
  }

  private int record(Connection connection, String detection, List<Incident> matches)
      throws SQLException {
    List<Incident> sorted = matches.stream().sorted(NEWEST_FIRST).toList();
    Instant first = last(sorted.getLast()).eventTime();
    Instant latest = last(sorted.getFirst()).eventTime();
    Statement.of(COUNT)
        .with(detection, clock.instant(), (long) matches.size(), first, latest)
        .run(connection);
    List<Incident> kept = sorted.subList(0, Math.min(KEPT, sorted.size()));
    List<UUID> keys = kept.stream().map(_ -> ids.next()).toList();
    Statement.of(KEEP)
        .with(detection, keys)
        .with(kept.stream().map(each -> last(each).eventTime().toString()).toList())
        .with(kept.stream().map(each -> write(SampleMatch.of(each))).toList())
        .run(connection);
    return Statement.of(PRUNE).with(detection, detection, KEPT).run(connection);
  }

  /** Forgets what a detection matched. */
  public void forget(Connection connection, String detection) throws SQLException {
    Statement.of("DELETE FROM silent_tally WHERE detection_id = ?").with(detection).run(connection);
  }

  /** What a detection matched since it became silent. */
  public SilentReport report(String detection) {
    return database.call(
        "read silent matches",
        connection -> {
          List<SampleMatch> items =
              Statement.of(
                      "SELECT match FROM silent_match WHERE detection_id = ? ORDER BY event_time DESC, id DESC LIMIT ?")
                  .with(detection, KEPT)
                  .list(connection, row -> read(row.getString(1)));
          return Statement.of("SELECT * FROM silent_tally WHERE detection_id = ?")
              .with(detection)
              .first(
                  connection,
                  row ->
                      new SilentReport(
                          row.getLong("count"),
                          instant(row, "since"),
                          instant(row, "first_seen"),
                          instant(row, "last_seen"),
                          items))
              .orElse(SilentReport.NOTHING);
        });
  }

  private String write(SampleMatch match) {
    try {
      return json.writeValueAsString(match);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a match can be written", e);
    }
  }

  private SampleMatch read(String text) {
    try {
      return json.readValue(text, SampleMatch.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a silent match cannot be read: " + text, e);
    }
  }
}
