package io.cairn.messaging.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration MEASURE = Duration.ofSeconds(10);

  private final OutboxPages pages;
  private final OutboxState state;
  private final Clock clock;
  private final Semaphore work = new Semaphore(0);
  private Instant measureAt = Instant.MIN;
  private boolean parkedWereTried;
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;

  OutboxRelay(OutboxPages pages, OutboxState state, Clock clock) {
    this.pages = pages;
    this.state = state;
    this.clock = clock;
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

  private void run() {
    Duration pause = POLL;
    while (!stopping) {
      pause = sendAll() ? POLL : longer(pause);
      waitForWork(pause);
    }
  }

  /** False when the database did not answer; nothing ends this thread but a shutdown. */
  private boolean sendAll() {
    try {
      tryParkedOnce();
      boolean more = true;
      while (more && !stopping) {
        OutboxPages.Paged page = pages.sendOne(state.waitingTopics());
        state.took(page);
        logFailures(page);
        more = page.more();
      }
      measure();
      return true;
    } catch (SQLException | RuntimeException e) {
      state.databaseFailed(String.valueOf(e.getMessage()));
      LOGGER
          .atWarn()
          .setCause(LOGGER.isDebugEnabled() ? e : null)
          .addKeyValue("error", String.valueOf(e))
          .log("the outbox cannot be read or written now; its events are kept");
      return false;
    }
  }

  /** What was too large yesterday may fit after a restart with other settings. */
  private void tryParkedOnce() throws SQLException {
    if (!parkedWereTried) {
      int rows = pages.unpark();
      parkedWereTried = true;
      if (rows > 0) {
        LOGGER.atInfo().addKeyValue("rows", rows).log("parked events are tried once more");
      }
    }
  }

  private void measure() throws SQLException {
    Instant now = clock.instant();
    if (!now.isBefore(measureAt)) {
      state.level(pages.level());
      measureAt = now.plus(MEASURE);
    }
  }

  private static void logFailures(OutboxPages.Paged page) {
    page.failed()
        .forEach(
            (topic, reason) ->
                LOGGER
                    .atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("error", reason)
                    .log("events in the outbox could not be sent; they are kept"));
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
