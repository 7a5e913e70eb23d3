package io.cairn.findings.correlation;

import io.cairn.sigma.correlation.GroupKey;
import io.cairn.sigma.correlation.GroupState;
import io.cairn.sigma.correlation.GroupState.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group in memory: as it is stored, and as it has become. */
final class HeldGroup {
  private final GroupKey key;
  private final UUID groupKey;
  private final Map<Entry, Long> stored;

  private @Nullable GroupState state;
  private Instant wakeAt;
  private boolean changed;

  /**
   * A group.
   *
   * @param state as stored, or null where there is none
   * @param stored its entries and their positions
   */
  HeldGroup(
      GroupKey key,
      UUID groupKey,
      @Nullable GroupState state,
      Map<Entry, Long> stored,
      Instant wakeAt) {
    this.key = key;
    this.groupKey = groupKey;

    this.state = state;
    this.stored = stored;
    this.wakeAt = wakeAt;
  }

  void become(@Nullable GroupState next, Instant wake) {
    state = next;
    wakeAt = wake;
    changed = true;
  }

  boolean isChanged() {
    return changed;
  }

  boolean isGone() {
    return state == null;
  }

  @Nullable GroupState state() {
    return state;
  }

  Instant wakeAt() {
    return wakeAt;
  }

  GroupKey key() {
    return key;
  }

  UUID groupKey() {
    return groupKey;
  }

  /** Entries to be written, in the order that they have. */
  List<Entry> added() {
    var added = new ArrayList<Entry>();
    if (state != null) {
      for (Entry entry : state.entries()) {
        if (!stored.containsKey(entry)) {
          added.add(entry);
        }
      }
    }
    return added;
  }

  /** Positions of entries to be taken away. */
  List<Long> dropped() {
    Set<Entry> kept = state == null ? Set.of() : new HashSet<>(state.entries());
    return stored.entrySet().stream()
        .filter(entry -> !kept.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
