package io.cairn.findings.finding.record;

import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.FindingIdentity;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which events each detection matched: what makes counts exact however often an event comes. Recent
 * days lie row by row in matched_event, older ones in matched_event_pack; {@link #pack} moves them.
 *
 * <p>A claim writes its row first and looks into the packs after that. A row that {@link #pack}
 * takes away meanwhile makes the claim wait for it, and then is seen in the pack: no order of the
 * two counts an event twice.
 */
@Singleton
class MatchedEvents {
  /** Events younger than this are never in a pack. */
  static final Duration NEVER_PACKED = Duration.ofDays(2);

  private static final String CLAIM =
      """
      INSERT INTO matched_event (detection_id, event_key, event_day)
      SELECT s.detection_id, s.event_key, s.event_day::date
      FROM unnest(?::text[], ?::uuid[], ?::text[]) AS s(detection_id, event_key, event_day)
      ORDER BY 1, 2 ON CONFLICT DO NOTHING RETURNING detection_id, event_key
      """;
  private static final String PACKED =
      """
      DELETE FROM matched_event m
      USING unnest(?::text[], ?::uuid[], ?::text[]) AS c(detection_id, event_key, event_day)
      WHERE m.detection_id = c.detection_id AND m.event_key = c.event_key AND EXISTS (
          SELECT 1 FROM matched_event_pack p WHERE p.detection_id = c.detection_id AND p.event_day = c.event_day::date
              AND p.first_key <= c.event_key AND p.last_key >= c.event_key AND c.event_key = ANY (p.event_keys))
      RETURNING m.detection_id, m.event_key
      """;
  private static final String DAYS =
      "SELECT DISTINCT detection_id, event_day FROM matched_event WHERE event_day < ?::date LIMIT ?";
  private static final String PACK =
      """
      WITH moved AS (
          DELETE FROM matched_event WHERE detection_id = ? AND event_key IN (
              SELECT event_key FROM matched_event WHERE detection_id = ? AND event_day = ?::date
              ORDER BY event_key LIMIT ? FOR UPDATE SKIP LOCKED)
          RETURNING event_key),
      sorted AS (SELECT array_agg(event_key ORDER BY event_key) AS keys FROM moved)
      INSERT INTO matched_event_pack
      SELECT ?, ?::date, keys[1], keys[cardinality(keys)], keys FROM sorted WHERE keys IS NOT NULL
      RETURNING cardinality(event_keys)
      """;

  private final Clock clock;

  MatchedEvents(Clock clock) {
    this.clock = clock;
  }

  private record Claim(String detectionId, UUID eventKey) {
    static Claim of(String kind, Sighting sighting) {
      FindingIdentity identity = sighting.finding().identity();
      return new Claim(kind + identity.source(), sighting.event().key(identity.account()));
    }

    static Claim read(ResultSet row) throws SQLException {
      return new Claim(row.getString("detection_id"), row.getObject("event_key", UUID.class));
    }
  }

  /**
   * Those sightings that no delivery brought before; they count from now on.
   *
   * @param kind what they are counted for, before the detection's id; empty for findings
   */
  List<Sighting> claim(Connection connection, String kind, List<Sighting> sightings)
      throws SQLException {
    Map<Claim, Sighting> wanted = new LinkedHashMap<>();
    sightings.forEach(sighting -> wanted.putIfAbsent(Claim.of(kind, sighting), sighting));
    Map<Claim, Sighting> claimed = new LinkedHashMap<>();
    with(Statement.of(CLAIM), wanted)
        .list(connection, Claim::read)
        .forEach(claim -> claimed.put(claim, wanted.get(claim)));
    claimed.keySet().removeAll(packed(connection, claimed));
    return new ArrayList<>(claimed.values());
  }

  /** Those that a pack holds; their rows go again. */
  private Set<Claim> packed(Connection connection, Map<Claim, Sighting> claimed)
      throws SQLException {
    Instant never = clock.instant().minus(NEVER_PACKED);
    Map<Claim, Sighting> old = new LinkedHashMap<>();
    claimed.forEach(
        (claim, sighting) -> {
          if (sighting.event().eventTime().isBefore(never)) {
            old.put(claim, sighting);
          }
        });
    return old.isEmpty()
        ? Set.of()
        : new HashSet<>(with(Statement.of(PACKED), old).list(connection, Claim::read));
  }

  private static Statement with(Statement statement, Map<Claim, Sighting> claims) {
    return statement
        .with(claims.keySet().stream().map(Claim::detectionId).toList())
        .with(claims.keySet().stream().map(Claim::eventKey).toList())
        .with(days(claims.values()));
  }

  private static List<String> days(Collection<Sighting> sightings) {
    return sightings.stream().map(s -> day(s.event().eventTime()).toString()).toList();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** The matches of one detection on one day. */
  record Day(String detectionId, LocalDate day) {}

  /** Some days that are to be packed. */
  List<Day> daysBefore(Connection connection, Instant time, int limit) throws SQLException {
    return Statement.of(DAYS)
        .with(day(time).toString(), limit)
        .list(
            connection,
            row ->
                new Day(
                    row.getString("detection_id"), row.getObject("event_day", LocalDate.class)));
  }

  /** Packs up to so many matches of a day; tells how many there were. */
  int pack(Connection connection, Day day, int limit) throws SQLException {
    String date = day.day.toString();
    return Statement.of(PACK)
        .with(day.detectionId, day.detectionId, date, limit, day.detectionId, date)
        .first(connection, row -> row.getInt(1))
        .orElse(0);
  }
}
