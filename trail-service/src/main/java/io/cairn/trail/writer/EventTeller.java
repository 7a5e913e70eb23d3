package io.cairn.trail.writer;

import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FencedException;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.trail.tell.BatchSender;
import io.cairn.trail.tell.CausedBy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what was stored newly, from the committed batches, in order for each account: send, await
 * every ack, then note it as told. A crash between the ack and the note tells a batch twice, never
 * zero times; consumers are idempotent.
 */
@Singleton
class EventTeller {
  private static final Logger LOGGER = LoggerFactory.getLogger(EventTeller.class);

  private final EventStore store;
  private final PartitionLeases leases;
  private final BatchSender sender;
  private final WriterConfig config;
  private final CausedBy causes;
  private final Semaphore work = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile @Nullable String failure;

  EventTeller(
      EventStore store,
      PartitionLeases leases,
      BatchSender sender,
      WriterConfig config,
      CausedBy causes) {
    this.causes = causes;
    this.store = store;
    this.leases = leases;
    this.sender = sender;
    this.config = config;
  }

  void start(@Observes @Priority(10_000) StartupEvent event) {
    thread = Thread.ofVirtual().name("event-teller").start(this::run);
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    wake();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(5));
    }
  }

  /** Why nothing can be told now, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** Says that there is something to tell. */
  void wake() {
    work.release();
  }

  private void run() {
    var pauses = new Pauses(config.longestPause(), stopping);
    while (stopping.getCount() > 0) {
      try {
        boolean more = false;
        for (Lease lease : leases.held()) {
          more |= tellSome(lease);
        }
        pauses = new Pauses(config.longestPause(), stopping);
        failure = null;
        if (!more) {
          waitForWork();
        }
      } catch (RuntimeException e) {
        // Whatever it is, this thread must not end: nothing would be told any more, in silence.
        failure = String.valueOf(e.getMessage());
        LOGGER
            .atWarn()
            .addKeyValue("error", String.valueOf(e))
            .log("stored events cannot be told now; they are kept and tried again");
        if (!pauses.pause()) {
          return;
        }
      }
    }
  }

  /** Tells the oldest batches of a partition; false when there were none. */
  private boolean tellSome(Lease lease) {
    List<UntoldBatch> batches = store.untold(lease.partition(), config.maxTold());
    if (batches.isEmpty()) {
      return false;
    }
    sender.send(batches);
    try {
      store.told(lease, batches.getLast().batchNumber());
      batches.forEach(batch -> causes.told(batch.events()));
    } catch (FencedException e) {
      leases.lose(lease);
    }
    return true;
  }

  private void waitForWork() {
    try {
      if (work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        work.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
