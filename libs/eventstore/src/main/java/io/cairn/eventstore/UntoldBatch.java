package io.cairn.eventstore;

import java.util.List;

/**
 * Events that one committed batch stored newly and that were not told yet.
 *
 * @param partition the partition it was written for
 * @param batchNumber place in the order of that partition's batches
 * @param events in the order they came
 */
public record UntoldBatch(int partition, long batchNumber, List<StoredEvent> events) {
  /** Copies the list. */
  public UntoldBatch {
    events = List.copyOf(events);
  }
}
