package io.cairn.config.worker;

import io.cairn.config.database.Outage;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs rounds of work on a virtual thread of its own: after a wake-up, or when the time that the
 * last round asked for has passed. A round that throws is logged and the loop goes on.
 */
public final class WorkLoop {

  private static final Logger LOGGER = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

  private final String name;
  private final Duration afterFailure;
  private final Supplier<Duration> round;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean stopping;
  private @Nullable Thread thread;

  /**
   * A loop that is not started yet.
   *
   * @param afterFailure pause after a round that threw
   * @param round does what there is to do; how long to wait at most before the next
   */
  public WorkLoop(String name, Duration afterFailure, Supplier<Duration> round) {
    this.name = name;
    this.afterFailure = afterFailure;
    this.round = round;
  }

  /** Starts the thread. */
  public synchronized void start() {
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Lets the next round begin now. Cheap, callable from any thread. */
  public void wake() {
    wakes.release();
  }

  /** Ends after the present round, which is interrupted; waits for that, but not for ever. */
  public synchronized void stop() {
    stopping = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join(LONGEST_STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    while (!stopping) {
      Duration pause = oneRound();
      try {
        if (wakes.tryAcquire(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)) {
          wakes.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Duration oneRound() {
    try {
      return round.get();
    } catch (RuntimeException e) {
      if (!stopping) {
        boolean away = Outage.isBehind(e);
        LOGGER
            .atWarn()
            .addKeyValue("loop", name)
            .addKeyValue("error", e.getMessage())
            .setCause(away ? null : e)
            .log("a round failed and is repeated");
      }
      return afterFailure;
    }
  }
}
