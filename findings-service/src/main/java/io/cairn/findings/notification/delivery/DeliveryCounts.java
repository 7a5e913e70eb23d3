package io.cairn.findings.notification.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** What can be told about the messages as a whole. */
@Singleton
public class DeliveryCounts {
  private final DeliveryQueue queue;

  DeliveryCounts(DeliveryQueue queue) {
    this.queue = queue;
  }

  /**
   * Messages by state.
   *
   * @param pending due or to be tried again
   * @param dead given up
   * @param delivered taken by their receivers
   */
  @RegisterForReflection
  public record Counts(long pending, long dead, long delivered) {}

  /** The counts now. */
  public Counts counts() {
    return queue.counts();
  }
}
