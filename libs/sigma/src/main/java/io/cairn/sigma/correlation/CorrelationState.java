package io.cairn.sigma.correlation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where groups are kept. Called by one thread; whoever stores it commits it together with the
 * offsets it came from, so that a restart goes on where the commit was.
 */
public interface CorrelationState {
  /** What is kept of a group, or null. */
  @Nullable GroupState load(GroupKey key);

  /**
   * Keeps a group.
   *
   * @param wakeAt event time at which the group must be looked at again, to be judged or forgotten
   */
  void save(GroupKey key, GroupState state, Instant wakeAt);

  /** Forgets a group. */
  void remove(GroupKey key);

  /** Groups whose time to be looked at has come, the earliest first, at most so many. */
  List<GroupKey> due(Instant now, int limit);
}
