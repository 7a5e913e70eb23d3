package io.cairn.sigma.correlation;

import io.cairn.sigma.SigmaCollection;
import io.cairn.sigma.correlation.GroupState.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes matches one by one, in any order within the lateness, and tells which correlations fire.
 * Belongs to one thread. All it knows of the past is in its state.
 */
public final class CorrelationEngine {
  private static final int WAKE_BATCH = 1_000;
  private static final int MAX_CHAIN = 1_000;

  private final List<CorrelationRule> rules;
  private final Map<String, List<CorrelationRule>> byMember = new HashMap<>();
  private final Map<String, CorrelationRule> byKey = new HashMap<>();
  private final CorrelationState state;
  private final Duration lateness;
  private long late;
  private long trimmed;

  /**
   * An engine for the correlations of a collection.
   *
   * @param lateness how much older than a group's newest event one may be, beyond the window, and
   *     still be put where it belongs; older ones are counted by {@link #late}
   */
  public CorrelationEngine(SigmaCollection collection, CorrelationState state, Duration lateness) {
    this.rules =
        collection.correlations().stream()
            .map(correlation -> new CorrelationRule(correlation, collection))
            .toList();
    this.state = state;
    this.lateness = lateness;
    for (CorrelationRule rule : rules) {
      byKey.put(rule.correlation().key(), rule);
      for (String member : Set.copyOf(rule.members())) {
        byMember.computeIfAbsent(member, _ -> new ArrayList<>()).add(rule);
      }
    }
  }

  /** The event fields whose values an {@link Occurrence} must carry. */
  public Set<String> fields() {
    var fields = new TreeSet<String>();
    rules.forEach(rule -> fields.addAll(rule.fields()));
    return fields;
  }

  /** Whether matches of a rule matter to any correlation. */
  public boolean wants(String rule) {
    return byMember.containsKey(rule);
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
      for (CorrelationRule rule : byMember.getOrDefault(next.rule(), List.of())) {
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
    List<GroupKey> due = state.due(watermark, WAKE_BATCH);
    while (!due.isEmpty()) {
      for (GroupKey key : due) {
        wake(key, watermark, firings);
      }
      due = state.due(watermark, WAKE_BATCH);
    }
    return firings;
  }

  private void wake(GroupKey key, Instant watermark, List<Firing> firings) {
    CorrelationRule rule = byKey.get(key.correlation());
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
