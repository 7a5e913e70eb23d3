package io.cairn.findings.correlation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.findings.database.Database;
import io.cairn.sigma.correlation.GroupKey;
import io.cairn.sigma.correlation.GroupState;
import io.cairn.sigma.correlation.GroupState.Entry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes groups with their entries, in the caller's transaction. */
@Singleton
class GroupStore {
  private final Database database;
  private final GroupTable groups;
  private final EntryTable entries;
  private final ObjectMapper json;

  GroupStore(Database database, GroupTable groups, EntryTable entries, ObjectMapper json) {
    this.database = database;
    this.groups = groups;
    this.entries = entries;
    this.json = json;
  }

  void lock(Collection<UUID> keys) {
    if (!keys.isEmpty()) {
      database.<@Nullable Object>call(
          "lock groups of correlations",
          connection -> {
            groups.lock(connection, keys);
            return null;
          });
    }
  }

  Map<UUID, GroupTable.Row> rows(Map<UUID, GroupKey> wanted) {
    Map<UUID, GroupTable.Row> rows = new HashMap<>();
    if (!wanted.isEmpty()) {
      List<String> correlations = wanted.values().stream().map(GroupKey::correlation).toList();
      database
          .call(
              "read groups of correlations",
              connection -> groups.load(connection, correlations, List.copyOf(wanted.keySet())))
          .forEach(row -> rows.put(row.groupKey(), row));
    }
    return rows;
  }

  Map<UUID, Map<Entry, Long>> entries(List<GroupTable.Row> rows) {
    return rows.isEmpty()
        ? Map.of()
        : database.call(
            "read entries of correlations",
            connection -> entries.load(connection, correlations(rows), keys(rows)));
  }

  List<GroupTable.Row> due(Instant now, int limit) {
    return database.call(
        "find groups of correlations", connection -> groups.due(connection, now, limit));
  }

  /** Takes groups away with all that is in them; tells how many there were. */
  int forget(List<GroupTable.Row> rows) {
    lock(keys(rows));
    return database.call(
        "forget groups of correlations",
        connection -> groups.remove(connection, correlations(rows), keys(rows)));
  }

  /** Groups past so many, those that would be looked at soonest. */
  List<GroupTable.Row> beyond(int most) {
    return database.call(
        "count groups of correlations", connection -> groups.beyond(connection, most));
  }

  /** Writes what became of groups. */
  void write(CorrelationPlan plan, List<HeldGroup> changed, Function<String, Witness> witnesses) {
    List<GroupTable.Row> saved = new ArrayList<>();
    List<EntryTable.Added> added = new ArrayList<>();
    List<HeldGroup> gone = new ArrayList<>();
    for (HeldGroup group : changed) {
      GroupState state = group.state();
      if (state == null) {
        gone.add(group);
      } else {
        UUID version = plan.version(group.key().correlation());
        saved.add(GroupTable.Row.of(group, state, version, write(group.key().values())));
        for (Entry entry : group.added()) {
          String witness = write(witnesses.apply(entry.eventId()));
          added.add(new EntryTable.Added(group, entry, witness));
        }
      }
    }
    database.call(
        "keep groups of correlations",
        connection -> {
          groups.save(connection, saved);
          entries.remove(connection, changed.stream().filter(g -> !g.isGone()).toList());
          entries.add(connection, added);
          return groups.remove(
              connection,
              gone.stream().map(g -> g.key().correlation()).toList(),
              gone.stream().map(HeldGroup::groupKey).toList());
        });
  }

  /** What was kept of a group's events, by the ids they count under. */
  Map<String, Witness> witnesses(String correlation, UUID group, List<String> events) {
    Map<String, Witness> read = new HashMap<>();
    database
        .call(
            "read events of a correlation",
            connection -> entries.witnesses(connection, correlation, group, events))
        .forEach((event, text) -> read.put(event, read(text, Witness.class)));
    return read;
  }

  List<String> values(GroupTable.Row row) {
    return List.of(read(row.values(), String[].class));
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and times can be written", e);
    }
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what correlations keep cannot be read: " + text, e);
    }
  }

  private static List<String> correlations(List<GroupTable.Row> rows) {
    return rows.stream().map(GroupTable.Row::correlation).toList();
  }

  private static List<UUID> keys(List<GroupTable.Row> rows) {
    return rows.stream().map(GroupTable.Row::groupKey).toList();
  }
}
