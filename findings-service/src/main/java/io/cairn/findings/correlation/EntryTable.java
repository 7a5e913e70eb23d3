package io.cairn.findings.correlation;

import static io.cairn.findings.database.Database.instant;

import io.cairn.findings.database.Statement;
import io.cairn.sigma.correlation.GroupState.Entry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The matches that count in groups. */
@Singleton
class EntryTable {
  private static final String LOAD =
      """
      SELECT e.detection_id, e.group_key, e.position, e.event_time, e.member_id, e.value, e.event_key
      FROM correlation_entry e JOIN unnest(?::text[], ?::uuid[]) AS k(detection_id, group_key)
          USING (detection_id, group_key)
      ORDER BY e.event_time, e.position
      """;
  private static final String ADD =
      """
      INSERT INTO correlation_entry (detection_id, group_key, event_time, member_id, value, event_key, witness)
      SELECT d, k, t::timestamptz, m, v, e, w
      FROM unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          WITH ORDINALITY AS s(d, k, t, m, v, e, w, n)
      ORDER BY n
      """;
  private static final String REMOVE =
      """
      DELETE FROM correlation_entry e USING unnest(?::text[], ?::uuid[], ?::bigint[]) AS k(d, k, p)
      WHERE e.detection_id = k.d AND e.group_key = k.k AND e.position = k.p
      """;

  /** An entry to be written. */
  record Added(HeldGroup group, Entry entry, String witness) {}

  /** The entries of groups by time, of equal times by arrival, with their positions. */
  Map<UUID, Map<Entry, Long>> load(
      Connection connection, List<String> correlations, List<UUID> groups) throws SQLException {
    Map<UUID, Map<Entry, Long>> entries = new HashMap<>();
    Statement.of(LOAD)
        .with(correlations, groups)
        .list(
            connection,
            row ->
                entries
                    .computeIfAbsent(
                        row.getObject("group_key", UUID.class), _ -> new LinkedHashMap<>())
                    .put(
                        new Entry(
                            instant(row, "event_time"),
                            row.getString("member_id"),
                            row.getString("value"),
                            row.getString("event_key")),
                        row.getLong("position")));
    return entries;
  }

  void add(Connection connection, List<Added> added) throws SQLException {
    if (!added.isEmpty()) {
      Statement.of(ADD)
          .with(added.stream().map(a -> a.group().key().correlation()).toList())
          .with(added.stream().map(a -> a.group().groupKey()).toList())
          .with(added.stream().map(a -> a.entry().at().toString()).toList())
          .with(added.stream().map(a -> a.entry().rule()).toList())
          .with(added.stream().map(a -> a.entry().value()).toList())
          .with(added.stream().map(a -> a.entry().eventId()).toList())
          .with(added.stream().map(Added::witness).toList())
          .run(connection);
    }
  }

  void remove(Connection connection, List<HeldGroup> groups) throws SQLException {
    List<String> correlations = new ArrayList<>();
    List<UUID> keys = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    for (HeldGroup group : groups) {
      for (Long position : group.dropped()) {
        correlations.add(group.key().correlation());
        keys.add(group.groupKey());
        positions.add(position);
      }
    }
    if (!positions.isEmpty()) {
      Statement.of(REMOVE).with(correlations, keys, positions).run(connection);
    }
  }

  /** What is kept of a group's events, by the ids they count under. */
  Map<String, String> witnesses(
      Connection connection, String correlation, UUID group, List<String> events)
      throws SQLException {
    Map<String, String> witnesses = new HashMap<>();
    Statement.of(
            "SELECT event_key, witness FROM correlation_entry"
                + " WHERE detection_id = ? AND group_key = ? AND event_key = ANY (?)")
        .with(correlation, group, events)
        .list(
            connection, row -> witnesses.put(row.getString("event_key"), row.getString("witness")));
    return witnesses;
  }
}
