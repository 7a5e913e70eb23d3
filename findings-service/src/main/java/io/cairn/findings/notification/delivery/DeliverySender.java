package io.cairn.findings.notification.delivery;

import io.cairn.findings.compliance.VerdictTaken;
import io.cairn.findings.finding.FindingsChanged;
import io.cairn.findings.notification.NotificationConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: one virtual thread finds targets, and each has a virtual thread of its own, so
 * that a target which does not answer holds up nobody else.
 */
@ApplicationScoped
class DeliverySender {
  private static final Logger LOGGER = LoggerFactory.getLogger(DeliverySender.class);
  private static final Duration STOP = Duration.ofSeconds(12);

  private final DeliveryQueue queue;
  private final TargetRun run;
  private final NotificationConfig config;
  private final Semaphore work = new Semaphore(0);
  private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private volatile @Nullable Thread finder;

  DeliverySender(DeliveryQueue queue, TargetRun run, NotificationConfig config) {
    this.queue = queue;
    this.run = run;
    this.config = config;
  }

  void start(@Observes @Priority(10_000) StartupEvent event) {
    finder = Thread.ofVirtual().name("delivery-finder").start(this::find);
  }

  /** Lets attempts under way end; what is not sent then is sent after the next start. */
  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping = true;
    wake();
    Thread finding = finder;
    if (finding != null) {
      finding.join(STOP);
    }
    for (Thread thread : threads) {
      thread.join(STOP);
    }
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) FindingsChanged changed) {
    wake();
  }

  void judged(@Observes(during = TransactionPhase.AFTER_SUCCESS) VerdictTaken taken) {
    wake();
  }

  /** Says that there may be something to send. */
  void wake() {
    work.release();
  }

  private void find() {
    while (!stopping) {
      try {
        int free = config.concurrentTargets() - busy.size();
        if (free > 0) {
          queue.lease(lease(), free).forEach(this::begin);
        }
      } catch (RuntimeException e) {
        LOGGER
            .atWarn()
            .setCause(LOGGER.isDebugEnabled() ? e : null)
            .addKeyValue("error", e.getMessage())
            .log("due notifications could not be read; trying again");
      }
      await();
    }
  }

  /**
   * Twice the longest attempt, and some: a replica that holds a target longer is taken for dead.
   */
  private Duration lease() {
    return config.timeout().multipliedBy(2).plusSeconds(30);
  }

  private void begin(UUID targetId) {
    busy.add(targetId);
    Thread thread =
        Thread.ofVirtual()
            .name("delivery-" + targetId)
            .unstarted(
                () -> {
                  try {
                    run.send(targetId, lease(), () -> stopping);
                  } finally {
                    busy.remove(targetId);
                    threads.remove(Thread.currentThread());
                    wake();
                  }
                });
    threads.add(thread);
    thread.start();
  }

  private void await() {
    try {
      if (work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        work.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }
}
