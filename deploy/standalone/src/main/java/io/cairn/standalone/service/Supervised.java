package io.cairn.standalone.service;

import io.cairn.standalone.folder.CannotStart;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that is kept running: when its process ends without being asked to, it is started again
 * after a pause that doubles from 1 s to 30 s and begins anew after a minute of good health.
 */
final class Supervised {
  private static final Logger LOGGER = LoggerFactory.getLogger(Supervised.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration GOOD_HEALTH = Duration.ofMinutes(1);

  private final String name;
  private final Supplier<ServiceProcess> starter;
  private final Runnable started;
  private final Consumer<String> told;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable ServiceProcess process;
  private @Nullable Thread watcher;

  /**
   * Prepares the service.
   *
   * @param started called after each later start, when {@link #handle} is the new process
   * @param told hears one line for each end and each return
   */
  Supervised(
      String name, Supplier<ServiceProcess> starter, Runnable started, Consumer<String> told) {
    this.name = name;
    this.starter = starter;
    this.started = started;
    this.told = told;
  }

  /** Starts the process; {@link #awaitReady} waits for it. */
  synchronized void start() {
    if (stopping.getCount() > 0) {
      process = starter.get();
    }
  }

  /** Waits for the first readiness, then keeps the service running. */
  void awaitReady(Duration limit) {
    current().orElseThrow(() -> new CannotStart(name + " was stopped")).awaitReady(limit);
    watcher = Thread.ofVirtual().name("watch-" + name).start(this::keepRunning);
  }

  private void keepRunning() {
    Duration pause = FIRST_PAUSE;
    long since = System.nanoTime();
    try {
      for (var now = current(); now.isPresent(); now = current()) {
        int status = now.get().awaitEnd();
        if (System.nanoTime() - since > GOOD_HEALTH.toNanos()) {
          pause = FIRST_PAUSE;
        }
        if (isStoppingWithin(Duration.ZERO)) {
          return;
        }
        told.accept(
            "%s ended with status %d; it is started again in %d s"
                .formatted(name, status, pause.toSeconds()));
        if (isStoppingWithin(pause)) {
          return;
        }
        since = System.nanoTime();
        again();
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void again() {
    try {
      start();
      started.run();
      var now = current();
      if (now.isPresent()) {
        now.get().awaitReady(Duration.ofMinutes(2));
        told.accept(name + " is ready again");
      }
    } catch (CannotStart e) {
      LOGGER.atError().addKeyValue("part", name).log(e.sentence());
      told.accept(e.sentence());
    }
  }

  private boolean isStoppingWithin(Duration limit) throws InterruptedException {
    return stopping.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized Optional<ServiceProcess> current() {
    return Optional.ofNullable(process);
  }

  /** The process as it is now, absent before the first start. */
  Optional<ProcessHandle> handle() {
    return current().map(ServiceProcess::handle);
  }

  /** Ends the service for good. */
  void stop(Duration limit) {
    stopping.countDown();
    current().ifPresent(p -> p.stop(limit));
    Thread thread = watcher;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
