package io.cairn.config.look;

import io.cairn.aws.AwsCallsStoppedException;
import io.cairn.config.worker.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes looks that are due and makes a few at once, each on a virtual thread. */
@Singleton
class LookWorker {

  private static final Logger LOGGER = LoggerFactory.getLogger(LookWorker.class);
  private static final int LATEST_START = 10_000;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

  private final LookStore looks;
  private final LookMaker maker;
  private final LookConfig config;
  private final Clock clock;
  private final Semaphore free;
  private final WorkLoop taking;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  LookWorker(LookStore looks, LookMaker maker, LookConfig config, Clock clock) {
    this.looks = looks;
    this.maker = maker;
    this.config = config;
    this.clock = clock;
    this.free = new Semaphore(config.concurrency());
    this.taking = new WorkLoop("looks", config.poll(), this::take);
  }

  void start(@Observes @Priority(LATEST_START) StartupEvent event) {
    if (config.enabled()) {
      taking.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    taking.stop();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(8, TimeUnit.SECONDS)) {
        LOGGER.atWarn().log("looks were still being made when the process ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets looks begin that were just asked for. */
  void wake() {
    taking.wake();
  }

  private Duration take() {
    Instant now = clock.instant();
    looks.tidy(now);
    int number = free.drainPermits();
    if (number == 0) {
      return config.poll();
    }
    List<Look> due = List.of();
    try {
      due = looks.take(now, number, config.lease());
    } finally {
      free.release(number - due.size());
    }
    due.forEach(look -> threads.execute(() -> make(look)));
    return due.size() == number ? config.poll() : untilNext();
  }

  private Duration untilNext() {
    Duration wait =
        looks.nextDueAt().map(due -> Duration.between(clock.instant(), due)).orElse(config.poll());
    if (wait.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return wait.compareTo(config.poll()) < 0 ? wait : config.poll();
  }

  private void make(Look look) {
    try {
      maker.make(look);
    } catch (AwsCallsStoppedException e) {
      LOGGER.atDebug().addKeyValue("resourceId", look.resourceId()).log("a look was stopped");
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .addKeyValue("accountId", look.account())
          .addKeyValue("region", look.region())
          .addKeyValue("resourceType", look.resourceType())
          .addKeyValue("resourceId", look.resourceId())
          .setCause(e)
          .log("a look failed; it is made again when its lease is over");
    } finally {
      free.release();
      taking.wake();
    }
  }
}
