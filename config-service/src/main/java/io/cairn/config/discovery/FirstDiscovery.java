package io.cairn.config.discovery;

import io.cairn.config.account.AccountRecorded;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;

/**
 * Discovers an account as soon as it is added or reached in another way, so that nobody waits for
 * the schedule: the job is there when the account is, and begins when both are committed. Its calls
 * are under the same rates as any other's.
 */
@Singleton
class FirstDiscovery {

  private static final String ADDED = "account added";
  private static final String CHANGED = "account changed";

  private final DiscoveryService discovery;
  private final DiscoveryWorkers workers;

  FirstDiscovery(DiscoveryService discovery, DiscoveryWorkers workers) {
    this.discovery = discovery;
    this.workers = workers;
  }

  void plan(@Observes AccountRecorded recorded) {
    discovery.start(recorded.account(), recorded.added() ? ADDED : CHANGED, null);
  }

  void begin(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountRecorded recorded) {
    workers.wake();
  }
}
