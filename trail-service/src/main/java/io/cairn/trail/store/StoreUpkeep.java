package io.cairn.trail.store;

import io.cairn.eventstore.StoreException;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges small blocks, seals days, merges runs and drops what retention ends, on a thread of its
 * own. The store gives each step to one process at a time (a lock in the database that ends with
 * the step's transaction), so every replica may run this and none needs to be chosen.
 */
@Singleton
class StoreUpkeep {
  private static final Logger LOGGER = LoggerFactory.getLogger(StoreUpkeep.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final BlockEventStore store;
  private final StoreConfig config;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Instant lastDone;
  private volatile @Nullable String failure;
  private @Nullable LocalDate dropped;
  private @Nullable Thread thread;

  StoreUpkeep(BlockEventStore store, StoreConfig config, MeterRegistry metrics, Clock clock) {
    this.store = store;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
    this.lastDone = clock.instant();
  }

  void start(@Observes @Priority(10_000) StartupEvent event) {
    if (config.upkeep()) {
      TimeGauge.builder("cairn.trail.store.upkeep.lag", this::lagSeconds, TimeUnit.SECONDS)
          .description("Since upkeep last found nothing left to do")
          .register(metrics);
      thread = Thread.ofPlatform().daemon().name("store-upkeep").start(this::run);
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(5));
    }
  }

  /** Why upkeep cannot be done now, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** Seconds since upkeep last found nothing left to do. */
  long lagSeconds() {
    return Math.max(0, Duration.between(lastDone, clock.instant()).toSeconds());
  }

  private void run() {
    Duration pause = config.upkeepPoll();
    while (stopping.getCount() > 0) {
      try {
        Step step = store.upkeep(clock.instant());
        note(step);
        drop();
        failure = null;
        pause = config.upkeepPoll();
        if (step.kind() == Step.Kind.NOTHING) {
          lastDone = clock.instant();
          sleep(pause);
        }
      } catch (RuntimeException e) {
        // Whatever it is, this thread must not end: nothing would be sealed any more, in silence.
        failure = String.valueOf(e.getMessage());
        LOGGER
            .atWarn()
            .setCause(e instanceof StoreException ? null : e)
            .addKeyValue("error", String.valueOf(e))
            .log("upkeep of the event store failed; nothing was changed, and it is tried again");
        sleep(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    }
  }

  private void note(Step step) {
    if (step.kind() == Step.Kind.NOTHING) {
      return;
    }
    String kind = step.kind().name().toLowerCase(Locale.ROOT);
    metrics.counter("cairn.trail.store.upkeep.steps", "kind", kind).increment();
    var log = step.kind() == Step.Kind.SKIPPED_DAMAGE ? LOGGER.atWarn() : LOGGER.atDebug();
    log.addKeyValue("kind", kind)
        .addKeyValue("before", step.before())
        .addKeyValue("after", step.after())
        .addKeyValue("events", step.events())
        .log("a step of upkeep");
  }

  /** Drops what retention ends, when a day has begun since the last time. */
  private void drop() {
    OptionalInt days = config.retentionDays();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (days.isEmpty() || today.equals(dropped)) {
      return;
    }
    for (LocalDate day : store.dropBefore(today.minusDays(days.getAsInt()))) {
      LOGGER.atInfo().addKeyValue("day", day).log("the events of a day were dropped by retention");
    }
    dropped = today;
  }

  private void sleep(Duration pause) {
    try {
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOGGER.atDebug().log("upkeep ends");
      }
    } catch (InterruptedException _) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
