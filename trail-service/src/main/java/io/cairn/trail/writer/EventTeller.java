package io.cairn.trail.writer;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FencedException;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.UntoldBatch;
import io.cairn.trail.kafka.EventBatches;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what was stored newly, from the committed batches, in order for each account: send, await
 * every ack, then note it as told. A crash between the ack and the note tells a batch twice, never
 * zero times; consumers are idempotent.
 */
@Singleton
class EventTeller {
  private static final Logger LOGGER = LoggerFactory.getLogger(EventTeller.class);
  private static final long ACK_SECONDS = 20;

  private final EventStore store;
  private final PartitionLeases leases;
  private final EventBatches kafka;
  private final WriterConfig config;
  private final CausedBy causes;
  private final Semaphore work = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile @Nullable String failure;

  EventTeller(
      EventStore store,
      PartitionLeases leases,
      EventBatches kafka,
      WriterConfig config,
      CausedBy causes) {
    this.causes = causes;
    this.store = store;
    this.leases = leases;
    this.kafka = kafka;
    this.config = config;
  }

  void start(@Observes @Priority(10_000) StartupEvent event) {
    thread = Thread.ofVirtual().name("event-teller").start(this::run);
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    wake();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(5));
    }
  }

  /** Why nothing can be told now, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** Says that there is something to tell. */
  void wake() {
    work.release();
  }

  private void run() {
    var pauses = new Pauses(config.longestPause(), stopping);
    while (stopping.getCount() > 0) {
      try {
        boolean more = false;
        for (Lease lease : leases.held()) {
          more |= tellSome(lease);
        }
        pauses = new Pauses(config.longestPause(), stopping);
        failure = null;
        if (!more) {
          waitForWork();
        }
      } catch (RuntimeException e) {
        // Whatever it is, this thread must not end: nothing would be told any more, in silence.
        failure = String.valueOf(e.getMessage());
        LOGGER
            .atWarn()
            .addKeyValue("error", String.valueOf(e))
            .log("stored events cannot be told now; they are kept and tried again");
        if (!pauses.pause()) {
          return;
        }
      }
    }
  }

  /** Tells the oldest batches of a partition; false when there were none. */
  private boolean tellSome(Lease lease) {
    List<UntoldBatch> batches = store.untold(lease.partition(), config.maxTold());
    if (batches.isEmpty()) {
      return false;
    }
    Map<String, List<StoredEvent>> accounts = new LinkedHashMap<>();
    for (UntoldBatch batch : batches) {
      for (StoredEvent event : batch.events()) {
        accounts.computeIfAbsent(event.accountId(), _ -> new ArrayList<>()).add(event);
      }
    }
    List<Future<RecordMetadata>> sends = new ArrayList<>();
    accounts.forEach((account, events) -> send(account, events, sends));
    await(sends);
    try {
      store.told(lease, batches.getLast().batchNumber());
      accounts.values().forEach(causes::told);
    } catch (FencedException e) {
      leases.lose(lease);
    }
    return true;
  }

  private void send(String account, List<StoredEvent> events, List<Future<RecordMetadata>> sends) {
    int from = 0;
    for (EventBatch batch : EventBatch.split(events.stream().map(StoredEvent::bytes).toList())) {
      int to = from + batch.records().size();
      String ids = causes.header(events.subList(from, to));
      Map<String, String> headers = ids == null ? Map.of() : Map.of(Headers.CORRELATION_ID, ids);
      sends.add(kafka.send(Topic.TRAIL_EVENT_RECORDED, account, batch, headers));
      from = to;
    }
  }

  private static void await(List<Future<RecordMetadata>> sends) {
    try {
      for (Future<RecordMetadata> sent : sends) {
        sent.get(ACK_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new NotToldException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotToldException(e);
    }
  }

  private void waitForWork() {
    try {
      if (work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
        work.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }

  /** The broker did not acknowledge; nothing was noted as told. */
  private static final class NotToldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotToldException(Exception cause) {
      super("the broker did not acknowledge: " + cause, cause);
    }
  }
}
