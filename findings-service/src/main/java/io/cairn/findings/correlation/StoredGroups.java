package io.cairn.findings.correlation;

import io.cairn.sigma.correlation.CorrelationState;
import io.cairn.sigma.correlation.GroupKey;
import io.cairn.sigma.correlation.GroupState;
import io.cairn.sigma.correlation.GroupState.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The groups that one step of a transaction works on: read together, locked until the transaction
 * ends, written together. Belongs to one thread.
 */
final class StoredGroups implements CorrelationState {
  /** Groups with more entries are read one by one, when they are needed. */
  private static final int SMALL = 200;

  private final GroupStore store;
  private final CorrelationPlan plan;
  private final Instant earliestWake;
  private final Map<GroupKey, HeldGroup> held = new HashMap<>();
  private int loaded;

  /**
   * Nothing held yet.
   *
   * @param earliestWake before which no group that is saved is looked at again
   */
  StoredGroups(GroupStore store, CorrelationPlan plan, Instant earliestWake) {
    this.store = store;
    this.plan = plan;
    this.earliestWake = earliestWake;
  }

  /** Locks groups and reads those that are small. */
  void prepare(Collection<GroupKey> keys) {
    Map<UUID, GroupKey> wanted = new LinkedHashMap<>();
    keys.forEach(key -> wanted.put(plan.key(key), key));
    store.lock(wanted.keySet());
    Map<UUID, GroupTable.Row> rows = store.rows(wanted);
    List<GroupTable.Row> small = new ArrayList<>();
    wanted.forEach(
        (groupKey, key) -> {
          GroupTable.Row row = rows.get(groupKey);
          if (row == null) {
            held.put(key, new HeldGroup(key, groupKey, null, Map.of(), Instant.MAX));
          } else if (row.entries() <= SMALL) {
            small.add(row);
          }
        });
    hold(small);
  }

  private void hold(List<GroupTable.Row> rows) {
    Map<UUID, Map<Entry, Long>> entries = store.entries(rows);
    for (GroupTable.Row row : rows) {
      Map<Entry, Long> own = entries.getOrDefault(row.groupKey(), Map.of());
      var key = new GroupKey(row.correlation(), store.values(row));
      var state = new GroupState(List.copyOf(own.keySet()), row.fired(), row.openedAt());
      held.put(key, new HeldGroup(key, row.groupKey(), state, own, row.wakeAt()));
      loaded += own.size();
    }
  }

  private HeldGroup group(GroupKey key) {
    HeldGroup group = held.get(key);
    if (group == null) {
      UUID groupKey = plan.key(key);
      store.lock(List.of(groupKey));
      hold(List.copyOf(store.rows(Map.of(groupKey, key)).values()));
      group =
          held.computeIfAbsent(key, _ -> new HeldGroup(key, groupKey, null, Map.of(), Instant.MAX));
    }
    return group;
  }

  @Override
  public @Nullable GroupState load(GroupKey key) {
    return group(key).state();
  }

  @Override
  public void save(GroupKey key, GroupState state, Instant wakeAt) {
    group(key).become(state, wakeAt.isBefore(earliestWake) ? earliestWake : wakeAt);
  }

  @Override
  public void remove(GroupKey key) {
    group(key).become(null, Instant.MAX);
  }

  /** Groups of correlations that are gone or were changed are forgotten instead. */
  @Override
  public List<GroupKey> due(Instant now, int limit) {
    Map<UUID, GroupKey> current = new LinkedHashMap<>();
    List<GroupTable.Row> stale = new ArrayList<>();
    for (GroupTable.Row row : store.due(now, limit)) {
      if (plan.isCurrent(row.correlation(), row.version())) {
        current.put(row.groupKey(), new GroupKey(row.correlation(), store.values(row)));
      } else {
        stale.add(row);
      }
    }
    store.forget(stale);
    prepare(current.values());
    return current.values().stream().filter(key -> !group(key).wakeAt().isAfter(now)).toList();
  }

  /** How many entries were read; the memory that this takes. */
  int loaded() {
    return loaded;
  }

  /** The groups that are to be written. */
  List<HeldGroup> changed() {
    return held.values().stream().filter(HeldGroup::isChanged).toList();
  }
}
