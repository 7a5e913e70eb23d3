package io.cairn.messaging.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what stands in the outbox, on one virtual thread of its own: outside JTA, because a
 * transaction context must not travel with a send to Kafka's threads. A crash between the broker's
 * ack and the delete sends a row twice, never zero times.
 */
@Singleton
public class OutboxRelay {
  private static final Logger LOGGER = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final OutboxPages pages;
  private final Semaphore work = new Semaphore(0);
  private volatile boolean stopping;
  private volatile boolean failing;
  private volatile @Nullable Thread thread;

  OutboxRelay(OutboxPages pages) {
    this.pages = pages;
  }

  void start(@Observes @Priority(10_000) StartupEvent event) {
    thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping = true;
    wake();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(5));
    }
    pages.close();
  }

  /** Says that there may be something to send. */
  void wake() {
    work.release();
  }

  /** Whether the last try to send failed; readiness shows it. */
  boolean isFailing() {
    return failing;
  }

  private void run() {
    Duration pause = POLL;
    while (!stopping) {
      pause = sendAll(pause) ? POLL : longer(pause);
      waitForWork(pause);
    }
  }

  private boolean sendAll(Duration pause) {
    try {
      while (!stopping && pages.sendOne()) {
        // Page after page until one is empty.
      }
      failing = false;
      return true;
    } catch (SQLException | OutboxPages.SendFailure e) {
      failing = true;
      LOGGER
          .atWarn()
          .setCause(LOGGER.isDebugEnabled() ? e : null)
          .addKeyValue("error", e.getMessage())
          .addKeyValue("retryInMs", longer(pause).toMillis())
          .log("events in the outbox could not be sent; they are kept");
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void waitForWork(Duration pause) {
    try {
      if (work.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        work.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }
}
