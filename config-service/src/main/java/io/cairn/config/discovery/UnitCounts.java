package io.cairn.config.discovery;

import io.cairn.config.item.ItemRecorder;

/** What a unit found, counted. Used by one thread. */
final class UnitCounts {

  private int listed;
  private int discovered;
  private int changed;
  private int unchanged;
  private int deleted;
  private int stale;

  void recorded(ItemRecorder.Outcome outcome, boolean hasStaleParts) {
    listed++;
    stale += hasStaleParts ? 1 : 0;
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
