package io.cairn.trail.writer;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Topic;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FencedException;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.StoreException;
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
import org.apache.kafka.common.KafkaException;
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
  private final Semaphore work = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  EventTeller(EventStore store, PartitionLeases leases, EventBatches kafka, WriterConfig config) {
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
        if (!more) {
          waitForWork();
        }
      } catch (StoreException | KafkaException | NotToldException e) {
        LOGGER
            .atWarn()
            .addKeyValue("error", e.getMessage())
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
    Map<String, List<byte[]>> accounts = new LinkedHashMap<>();
    for (UntoldBatch batch : batches) {
      for (StoredEvent event : batch.events()) {
        accounts.computeIfAbsent(event.accountId(), _ -> new ArrayList<>()).add(event.bytes());
      }
    }
    List<Future<RecordMetadata>> sends = new ArrayList<>();
    accounts.forEach(
        (account, records) -> {
          for (EventBatch batch : EventBatch.split(records)) {
            sends.add(kafka.send(Topic.TRAIL_EVENT_RECORDED, account, batch, Map.of()));
          }
        });
    await(sends);
    try {
      store.told(lease, batches.getLast().batchNumber());
    } catch (FencedException e) {
      leases.lose(lease);
    }
    return true;
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
