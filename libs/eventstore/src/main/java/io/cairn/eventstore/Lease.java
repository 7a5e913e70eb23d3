package io.cairn.eventstore;

/**
 * The right to write one Kafka partition, until somebody else takes it.
 *
 * @param partition number of the Kafka partition
 * @param epoch grows with every taking; a writer with an older one is fenced
 * @param nextOffset offset of the first record that is not stored yet
 */
public record Lease(int partition, long epoch, long nextOffset) {
  /** The same lease with a later offset. */
  public Lease advancedTo(long offset) {
    return new Lease(partition, epoch, offset);
  }
}
