package io.cairn.config.discovery;

import io.cairn.config.item.ItemRecorder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a unit found, counted. Used by one thread. */
final class UnitCounts {

  private int listed;
  private int discovered;
  private int changed;
  private int unchanged;
  private int deleted;
  private int stale;
  private final Map<String, Integer> staleParts = new TreeMap<>();

  void recorded(ItemRecorder.Outcome outcome, Set<String> stale) {
    listed++;
    this.stale += stale.isEmpty() ? 0 : 1;
    stale.forEach(part -> staleParts.merge(part, 1, Integer::sum));
    switch (outcome) {
      case DISCOVERED -> discovered++;
      case CHANGED -> changed++;
      case UNCHANGED, IGNORED -> unchanged++;
      case DELETED -> deleted++;
      case FAILED -> {
        // listed, and nothing became of it
      }
    }
  }

  void unread() {
    listed++;
    stale++;
  }

  void deleted() {
    deleted++;
  }

  int listedSoFar() {
    return listed;
  }

  /** The parts that could not be read, with the number of resources that lack them. */
  Map<String, Integer> staleParts() {
    return Collections.unmodifiableMap(staleParts);
  }

  Counts toCounts() {
    return new Counts(listed, discovered, changed, unchanged, deleted, stale);
  }

  /**
   * The counts, at an instant.
   *
   * @param listed resources that the list held
   * @param stale of these, how many could not be read in whole
   */
  record Counts(int listed, int discovered, int changed, int unchanged, int deleted, int stale) {}
}
