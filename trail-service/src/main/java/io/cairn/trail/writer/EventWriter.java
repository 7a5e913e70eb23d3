package io.cairn.trail.writer;

import io.cairn.eventstore.Appended;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FencedException;
import io.cairn.eventstore.InTransaction;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.Outcome;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.cairn.web.runtime.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what was received: many records in one transaction with their offset, their ledger and
 * their dead letters. It never stops: a record that cannot be stored is refused alone, and while
 * the database is away it waits, in order. A crash at any point leaves either all of a transaction
 * or nothing, and Kafka gives the rest again.
 */
@Singleton
class EventWriter {
  private static final Logger LOGGER = LoggerFactory.getLogger(EventWriter.class);

  private final EventStore store;
  private final PartitionLeases leases;
  private final Bookkeeping books;
  private final EventTeller teller;
  private final LeaseRecovery recovery;
  private final WriterConfig config;
  private final MeterRegistry metrics;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ConcurrentMap<Integer, String> failures = new ConcurrentHashMap<>();

  EventWriter(
      EventStore store,
      PartitionLeases leases,
      Bookkeeping books,
      EventTeller teller,
      LeaseRecovery recovery,
      WriterConfig config,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.store = store;
    this.leases = leases;
    this.books = books;
    this.teller = teller;
    this.recovery = recovery;
    this.config = config;
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping.countDown();
  }

  /** Why events cannot be stored now, or null. */
  @Nullable String failure() {
    return failures.isEmpty() ? null : failures.toString();
  }

  private boolean isRunning() {
    return stopping.getCount() > 0;
  }

  /**
   * Stores records of one partition; what belongs to another writer, or came before, is dropped.
   */
  void write(int partition, List<ReceivedRecord> records) {
    int from = 0;
    while (from < records.size() && isRunning()) {
      Lease lease = leases.of(partition);
      if (lease == null || records.get(from).offset() > lease.nextOffset()) {
        // Fetched before the partition was taken away, or before the seek: it comes again.
        recovery.ask(partition);
        return;
      }
      if (records.get(from).offset() < lease.nextOffset()) {
        from++;
        continue;
      }
      from = writeSome(lease, records, from);
    }
  }

  private int writeSome(Lease lease, List<ReceivedRecord> records, int from) {
    var reception = new Reception();
    int to = from;
    while (to < records.size()
        && (to == from || reception.candidates().size() < config.maxEvents())) {
      reception.add(records.get(to++));
    }
    List<ReceivedRecord> some = records.subList(from, to);
    Correlation.set(reception.correlation());
    try {
      store(lease, some, reception);
    } finally {
      Correlation.set(null);
    }
    return to;
  }

  private void store(Lease lease, List<ReceivedRecord> some, Reception reception) {
    long nextOffset = some.getLast().offset() + 1;
    var pauses = new Pauses(config.longestPause(), stopping);
    boolean suspicious = false;
    while (isRunning()) {
      try {
        if (suspicious) {
          isolate(lease, nextOffset, reception);
        }
        append(lease, nextOffset, reception);
        failures.remove(lease.partition());
        return;
      } catch (FencedException _) {
        failures.remove(lease.partition());
        leases.lose(lease);
        recovery.ask(lease.partition());
        LOGGER
            .atInfo()
            .addKeyValue("partition", lease.partition())
            .log("another writer took the partition; nothing was stored twice");
        return;
      } catch (RuntimeException e) {
        suspicious = Failures.isOfTheData(e);
        failures.put(lease.partition(), String.valueOf(e.getMessage()));
        if (!waitFor(pauses, lease, e)) {
          return;
        }
      }
    }
  }

  private static boolean waitFor(Pauses pauses, Lease lease, RuntimeException e) {
    LOGGER
        .atWarn()
        .setCause(LOGGER.isDebugEnabled() ? e : null)
        .addKeyValue("partition", lease.partition())
        .addKeyValue("error", String.valueOf(e.getMessage()))
        .log("events cannot be stored now; they stay in Kafka and are tried again");
    return pauses.pause();
  }

  private void append(Lease lease, long nextOffset, Reception reception) {
    List<Candidate> candidates = List.copyOf(reception.candidates());
    Appended appended =
        store.append(
            lease,
            nextOffset,
            candidates.stream().map(Candidate::event).toList(),
            (connection, outcomes) ->
                books.record(
                    connection,
                    lease.partition(),
                    nextOffset,
                    candidates,
                    outcomes,
                    reception.refused()));
    leases.advance(lease, appended.lease());
    for (Outcome outcome : Outcome.values()) {
      metrics
          .counter("cairn.trail.events", "outcome", outcome.name().toLowerCase(Locale.ROOT))
          .increment(Collections.frequency(appended.outcomes(), outcome));
    }
    metrics
        .counter("cairn.trail.events", "outcome", "refused")
        .increment(reception.refused().size());
    if (appended.outcomes().contains(Outcome.STORED)) {
      teller.wake();
    }
  }

  /** Finds the events that cannot be stored by trying each alone, and refuses them. */
  private void isolate(Lease lease, long nextOffset, Reception reception) {
    InTransaction rolledBack =
        (_, _) -> {
          throw new Probe();
        };
    for (Candidate candidate : List.copyOf(reception.candidates())) {
      try {
        store.append(lease, nextOffset, List.of(candidate.event()), rolledBack);
      } catch (Probe _) {
        // It can be stored; the probe rolled that back.
      } catch (FencedException e) {
        throw e;
      } catch (RuntimeException e) {
        if (!Failures.isOfTheData(e)) {
          throw e;
        }
        reception.refuse(candidate, "NOT_STORABLE", String.valueOf(e.getMessage()));
      }
    }
  }

  /** Ends a trial append, so that it is rolled back. */
  private static final class Probe extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Probe() {
      super("trial append", null, false, false);
    }
  }
}
