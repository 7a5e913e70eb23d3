package io.cairn.sigma.correlation;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps groups for as long as the process lives: for scans of files and for tests. Of more groups
 * than it may keep, those that would be looked at soonest are forgotten, which is counted.
 */
public final class InMemoryCorrelationState implements CorrelationState {
  private record Waking(Instant at, long number, GroupKey key) {}

  private record Kept(GroupState state, Waking waking) {}

  private final int maxGroups;
  private final Map<GroupKey, Kept> groups = new HashMap<>();
  private final TreeSet<Waking> wakings =
      new TreeSet<>(Comparator.comparing(Waking::at).thenComparingLong(Waking::number));
  private long numbers;
  private long forgotten;

  /** Keeps at most so many groups. */
  public InMemoryCorrelationState(int maxGroups) {
    this.maxGroups = maxGroups;
  }

  @Override
  public @Nullable GroupState load(GroupKey key) {
    Kept kept = groups.get(key);
    return kept == null ? null : kept.state();
  }

  @Override
  public void save(GroupKey key, GroupState state, Instant wakeAt) {
    remove(key);
    if (groups.size() >= maxGroups) {
      remove(wakings.getFirst().key());
      forgotten++;
    }
    var waking = new Waking(wakeAt, numbers++, key);
    wakings.add(waking);
    groups.put(key, new Kept(state, waking));
  }

  @Override
  public void remove(GroupKey key) {
    Kept kept = groups.remove(key);
    if (kept != null) {
      wakings.remove(kept.waking());
    }
  }

  @Override
  public List<GroupKey> due(Instant now, int limit) {
    return wakings.stream()
        .takeWhile(waking -> !waking.at().isAfter(now))
        .limit(limit)
        .map(Waking::key)
        .toList();
  }

  /** How many groups are kept. */
  public int size() {
    return groups.size();
  }

  /** How many groups were forgotten for want of room: correlations may have missed something. */
  public long forgotten() {
    return forgotten;
  }
}
