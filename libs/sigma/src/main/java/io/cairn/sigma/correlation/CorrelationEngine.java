package io.cairn.sigma.correlation;

import io.cairn.sigma.correlation.GroupState.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes matches one by one, in any order within the lateness, and tells which correlations fire.
 * Belongs to one thread. All it knows of the past is in its state.
 */
public final class CorrelationEngine {
  private static final int WAKE_BATCH = 1_000;
  private static final int MAX_CHAIN = 1_000;

  private final CorrelationRules rules;
  private final CorrelationState state;
  private final Duration lateness;
  private long late;
  private long trimmed;

  /**
   * An engine for correlations.
   *
   * @param lateness how much older than a group's newest event one may be, beyond the window, and
   *     still be put where it belongs; older ones are counted by {@link #late}
   */
  public CorrelationEngine(CorrelationRules rules, CorrelationState state, Duration lateness) {
    this.rules = rules;
    this.state = state;
    this.lateness = lateness;
  }

  /**
   * Takes a match; firings of inner correlations come before those of the outer ones they cause.
   */
  public List<Firing> accept(Occurrence occurrence) {
    var firings = new ArrayList<Firing>();
    var queue = new ArrayDeque<Occurrence>();
    queue.add(occurrence);
    follow(queue, firings);
    return firings;
  }

  private void follow(ArrayDeque<Occurrence> queue, List<Firing> firings) {
    for (int i = 0; i < MAX_CHAIN && !queue.isEmpty(); i++) {
      Occurrence next = queue.poll();
      for (CorrelationRule rule : rules.counting(next.rule())) {
        for (List<String> group : rule.groups(next)) {
          for (Firing firing : put(rule, group, next)) {
            firings.add(firing);
            queue.add(asOccurrence(firing));
          }
        }
      }
    }
  }

  private static Occurrence asOccurrence(Firing firing) {
    Map<String, List<String>> fields = new HashMap<>();
    firing.group().forEach((name, value) -> fields.put(name, List.of(value)));
    return new Occurrence(firing.correlation().key(), firing.at(), firing.id(), fields);
  }

  private List<Firing> put(CorrelationRule rule, List<String> group, Occurrence occurrence) {
    var key = new GroupKey(rule.correlation().key(), group);
    GroupState kept = state.load(key);
    var window = new Window(rule, group, kept == null ? GroupState.EMPTY : kept, lateness);
    var firings = new ArrayList<Firing>();
    for (Entry entry : rule.entries(occurrence)) {
      switch (window.put(entry)) {
        case LATE -> late++;
        case KNOWN -> {}
        case PUT -> window.judge(entry.at()).ifPresent(firings::add);
      }
    }
    trimmed += window.trimmed();
    if (!window.isEmpty()) {
      state.save(key, window.state(), window.wakeAt());
    }
    return firings;
  }

  /**
   * Tells that no event before this time is to be waited for: closes windows that are over and
   * forgets groups that cannot fire any more.
   */
  public List<Firing> advance(Instant watermark) {
    var firings = new ArrayList<Firing>();
    while (advance(watermark, WAKE_BATCH, firings)) {}
    return firings;
  }

  /**
   * The same for some of the groups that are due, for whoever commits in between.
   *
   * @param groups how many at most
   * @param firings gets what fired
   * @return whether there were any
   */
  public boolean advance(Instant watermark, int groups, List<Firing> firings) {
    List<GroupKey> due = state.due(watermark, groups);
    due.forEach(key -> wake(key, watermark, firings));
    return !due.isEmpty();
  }

  private void wake(GroupKey key, Instant watermark, List<Firing> firings) {
    CorrelationRule rule = rules.rule(key.correlation());
    GroupState kept = state.load(key);
    if (rule == null || kept == null) {
      state.remove(key); // its rule was taken out of the set
      return;
    }
    var window = new Window(rule, key.values(), kept, lateness);
    var queue = new ArrayDeque<Occurrence>();
    for (Firing firing : window.close(watermark)) {
      firings.add(firing);
      queue.add(asOccurrence(firing));
    }
    if (window.isEmpty() || !window.wakeAt().isAfter(watermark)) {
      state.remove(key);
    } else {
      state.save(key, window.state(), window.wakeAt());
    }
    follow(queue, firings);
  }

  /** How many matches came too late to be counted. */
  public long late() {
    return late;
  }

  /** How many entries were forgotten because a group held too many. */
  public long trimmed() {
    return trimmed;
  }
}
