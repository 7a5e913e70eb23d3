package io.cairn.config.discovery;

import io.cairn.aws.AwsCallsStoppedException;
import io.cairn.config.account.DiscoveryConfig;
import io.cairn.config.worker.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes units and works on a few at once, each on a virtual thread; starts what the schedule asks
 * for; shows that its units are alive.
 */
@Singleton
class DiscoveryWorkers {

  private static final Logger LOGGER = LoggerFactory.getLogger(DiscoveryWorkers.class);
  private static final int LATEST_START = 10_000;

  private final DiscoveryService discovery;
  private final UnitRunner runner;
  private final DiscoveryConfig config;
  private final Semaphore free;
  private final WorkLoop taking;
  private final WorkLoop living;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Units under way here, with what they listed so far. */
  private final Map<List<Unit>, AtomicInteger> underWay = new ConcurrentHashMap<>();

  DiscoveryWorkers(DiscoveryService discovery, UnitRunner runner, DiscoveryConfig config) {
    this.discovery = discovery;
    this.runner = runner;
    this.config = config;
    this.free = new Semaphore(config.concurrency());
    this.taking = new WorkLoop("discovery-taking", config.poll(), this::take);
    Duration beat = config.lease().dividedBy(3);
    this.living = new WorkLoop("discovery-living", beat, () -> live(beat));
  }

  void start(@Observes @Priority(LATEST_START) StartupEvent event) {
    taking.start();
    living.start();
  }

  void stop(@Observes ShutdownEvent event) {
    taking.stop();
    living.stop();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(8, TimeUnit.SECONDS)) {
        LOGGER.atWarn().log("discovery was still working when the process ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets work begin that was just asked for. */
  void wake() {
    taking.wake();
  }

  private Duration take() {
    while (config.enabled() && discovery.startDue()) {
      LOGGER.atDebug().log("a scheduled discovery begins");
    }
    while (free.tryAcquire()) {
      List<Unit> units = claim();
      if (units.isEmpty()) {
        free.release();
        break;
      }
      threads.execute(() -> work(units));
    }
    return config.poll();
  }

  private List<Unit> claim() {
    try {
      return discovery.claim();
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }

  private void work(List<Unit> units) {
    var listed = new AtomicInteger();
    underWay.put(units, listed);
    try {
      discovery.begin(units.getFirst().jobId());
      runner.run(units, listed::set);
    } catch (AwsCallsStoppedException e) {
      discovery.release(units);
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .addKeyValue("accountId", units.getFirst().accountId())
          .addKeyValue("region", units.getFirst().region())
          .addKeyValue("resourceType", units.getFirst().resourceType())
          .setCause(e)
          .log("a unit of discovery was left; it is taken again when its lease is over");
    } finally {
      underWay.remove(units);
      free.release();
      taking.wake();
    }
  }

  private Duration live(Duration beat) {
    underWay.forEach((units, listed) -> units.forEach(unit -> discovery.renew(unit, listed.get())));
    return beat;
  }
}
