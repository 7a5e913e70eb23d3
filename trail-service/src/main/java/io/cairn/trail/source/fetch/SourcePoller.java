package io.cairn.trail.source.fetch;

import io.cairn.trail.ledger.LedgerException;
import io.cairn.trail.ledger.LedgerProblem;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceClaims;
import io.cairn.trail.source.SourceConfig;
import io.cairn.trail.source.SourceStoreException;
import io.cairn.web.runtime.Correlation;
import io.cairn.web.runtime.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each source when its time has come, each on a virtual thread of its own. Among several
 * processes a source is looked at by the one that holds its lock, a row that expires by itself.
 */
@Singleton
class SourcePoller {
  private static final Logger LOGGER = LoggerFactory.getLogger(SourcePoller.class);
  private static final Duration LOCK = Duration.ofMinutes(3);
  private static final Duration RENEW = Duration.ofSeconds(20);
  private static final Duration LOOK_FOR_DUE_FOLDERS = Duration.ofSeconds(10);
  private static final int AT_ONCE = 16;

  private final SourceClaims sources;
  private final ListingWalk listing;
  private final QueueDrain queue;
  private final SourceConfig config;
  private final Clock clock;
  private final UUID owner;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ConcurrentMap<UUID, Thread> running = new ConcurrentHashMap<>();
  private volatile @Nullable Thread thread;

  SourcePoller(
      SourceClaims sources,
      ListingWalk listing,
      QueueDrain queue,
      SourceConfig config,
      Clock clock,
      Ids ids) {
    this.sources = sources;
    this.listing = listing;
    this.queue = queue;
    this.config = config;
    this.clock = clock;
    this.owner = ids.next();
  }

  void start(@Observes @Priority(10_000) StartupEvent event) {
    if (config.enabled()) {
      thread = Thread.ofVirtual().name("source-poller").start(this::run);
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    Thread poller = thread;
    if (poller != null) {
      poller.join(Duration.ofSeconds(2));
    }
    for (Thread one : running.values()) {
      one.join(Duration.ofSeconds(2));
    }
  }

  private void run() {
    try {
      do {
        startDue();
      } while (!stopping.await(1, TimeUnit.SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void startDue() {
    try {
      Instant now = clock.instant();
      int free = AT_ONCE - running.size();
      List<Source> due = free > 0 ? sources.claim(owner, now, now.plus(LOCK), free) : List.of();
      for (Source source : due) {
        running.put(
            source.id(),
            Thread.ofVirtual()
                .name("source-" + source.name())
                .unstarted(() -> pollAndRelease(source)));
      }
      due.forEach(source -> running.computeIfPresent(source.id(), (_, t) -> started(t)));
    } catch (RuntimeException e) {
      // Whatever it is, this thread must not end: all sources would stop in silence.
      LOGGER.atWarn().addKeyValue("error", String.valueOf(e)).log("sources cannot be read now");
    }
  }

  private static Thread started(Thread poll) {
    poll.start();
    return poll;
  }

  private void pollAndRelease(Source source) {
    Correlation.set("source-" + source.name());
    try {
      LedgerProblem problem = poll(source);
      Instant now = clock.instant();
      sources.release(source, owner, now, now.plus(pause(source, problem)), problem);
      if (problem != null) {
        LOGGER
            .atWarn()
            .addKeyValue("source", source.name())
            .addKeyValue("code", problem.code())
            .addKeyValue("remedy", problem.remedy())
            .log("a source cannot be read whole: {}", problem.detail());
      }
    } catch (SourceStoreException e) {
      LOGGER
          .atWarn()
          .addKeyValue("source", source.name())
          .addKeyValue("error", e.getMessage())
          .log("a source's lock is left to expire");
    } finally {
      running.remove(source.id());
      Correlation.set(null);
    }
  }

  private @Nullable LedgerProblem poll(Source source) {
    var turn = new Holding(source);
    try {
      return switch (source.kind()) {
        case S3_LISTING -> listing.poll(source, turn);
        case S3_SQS -> queue.poll(source, turn);
      };
    } catch (LedgerException e) {
      return Troubles.of(e, source).problem();
    } catch (RuntimeException e) {
      LOGGER
          .atWarn()
          .setCause(LOGGER.isDebugEnabled() ? e : null)
          .addKeyValue("source", source.name())
          .addKeyValue("error", String.valueOf(e))
          .log("a source could not be read");
      return Troubles.of(e, source).problem();
    }
  }

  private Duration pause(Source source, @Nullable LedgerProblem problem) {
    return switch (source.kind()) {
      // Each folder has its own time; asking the database which are due costs next to nothing.
      case S3_LISTING ->
          problem == null ? LOOK_FOR_DUE_FOLDERS : ObjectFetcher.pause(config, source.failures());
      // What failed comes again by the queue's own visibility timeout; new messages do not wait.
      case S3_SQS -> problem == null ? Duration.ZERO : config.firstRetry();
    };
  }

  /** Renews the lock from time to time. */
  private final class Holding implements Turn {
    private final Source source;
    private Instant renewAt;

    Holding(Source source) {
      this.source = source;
      this.renewAt = clock.instant().plus(RENEW);
    }

    @Override
    public boolean goesOn() {
      if (stopping.getCount() == 0) {
        return false;
      }
      Instant now = clock.instant();
      if (now.isBefore(renewAt)) {
        return true;
      }
      renewAt = now.plus(RENEW);
      return sources.renew(source.id(), owner, now.plus(LOCK), source.updatedAt());
    }
  }
}
