package io.cairn.trail.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts of one source, or of one of its files, while a batch is stored; not thread-safe. */
public final class Tallied {
  private long stored;
  private long duplicate;
  private long conflict;
  private long refused;
  private @Nullable Instant lastEventTime;

  /** Counts a record that was new. */
  public void stored(Instant eventTime) {
    stored++;
    if (lastEventTime == null || eventTime.isAfter(lastEventTime)) {
      lastEventTime = eventTime;
    }
  }

  /** Counts a record that was stored before. */
  public void duplicate() {
    duplicate++;
  }

  /** Counts a record whose event was stored before with other bytes; it is a duplicate, too. */
  public void conflict() {
    duplicate++;
    conflict++;
  }

  /** Counts records that are no events. */
  public void refused(long records) {
    refused += records;
  }

  long storedCount() {
    return stored;
  }

  long duplicateCount() {
    return duplicate;
  }

  long conflictCount() {
    return conflict;
  }

  long refusedCount() {
    return refused;
  }

  @Nullable Instant lastEventTime() {
    return lastEventTime;
  }
}
