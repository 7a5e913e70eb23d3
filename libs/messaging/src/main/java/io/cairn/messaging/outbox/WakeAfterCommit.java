package io.cairn.messaging.outbox;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/**
 * Wakes the relay when a transaction that added events has committed; polling finds them without
 * it, only later.
 */
record WakeAfterCommit(OutboxRelay relay) implements Synchronization {
  @Override
  public void beforeCompletion() {
    // Only the outcome matters.
  }

  @Override
  public void afterCompletion(int status) {
    if (status == Status.STATUS_COMMITTED) {
      relay.wake();
    }
  }
}
