package io.cairn.config.look;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Looks asked for by events: kept in PostgreSQL, told to the worker when they are committed. */
@ApplicationScoped
class EventLooks implements ResourceLooks {

  private final EventTargets targets;
  private final LookStore looks;
  private final LookWorker worker;
  private final TransactionSynchronizationRegistry transactions;
  private final Clock clock;

  EventLooks(
      EventTargets targets,
      LookStore looks,
      LookWorker worker,
      TransactionSynchronizationRegistry transactions,
      Clock clock) {
    this.targets = targets;
    this.looks = looks;
    this.worker = worker;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public List<Touched> touchedBy(JsonNode event) {
    return targets.of(event);
  }

  @Override
  @Transactional
  public void request(Touched touched) {
    switch (touched) {
      case Touched.OneResource one ->
          looks.request(
              one.key().accountId(),
              one.key().region(),
              one.key().resourceType(),
              one.key().resourceId(),
              one.deletes(),
              clock.instant());
      case Touched.SomeOfType some ->
          looks.request(
              some.accountId(), some.region(), some.resourceType(), "", false, clock.instant());
    }
    transactions.registerInterposedSynchronization(new WakeWorker(worker));
  }

  /** Wakes the worker when there is something to find; polling finds it too, only later. */
  private record WakeWorker(LookWorker worker) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // only the outcome matters
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        worker.wake();
      }
    }
  }
}
