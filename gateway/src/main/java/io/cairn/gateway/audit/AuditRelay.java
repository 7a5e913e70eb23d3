package io.cairn.gateway.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what waits in the table, once a second, on one virtual thread of its own. */
@Singleton
class AuditRelay {
  private static final Logger LOGGER = LoggerFactory.getLogger(AuditRelay.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AuditSpool spool;
  private final AuditSender sender;
  private final AuditTrail trail;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  AuditRelay(AuditSpool spool, AuditSender sender, AuditTrail trail) {
    this.spool = spool;
    this.sender = sender;
    this.trail = trail;
  }

  void start(@Observes @Priority(10_000) StartupEvent event) {
    thread = Thread.ofVirtual().name("audit-relay").start(this::run);
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopped.countDown();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(5));
    }
  }

  private void run() {
    try {
      while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        relay();
      }
      trail.tellOfStrangersNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void relay() {
    trail.tellOfStrangers();
    try {
      while (stopped.getCount() > 0 && spool.drain(sender::sendAll)) {
        // Page after page until one is not full.
      }
      trail.counted(spool.size());
    } catch (SQLException e) {
      LOGGER
          .atWarn()
          .addKeyValue("error", e.getMessage())
          .log("audit records that wait for the broker could not be read; they are kept");
    }
  }
}
