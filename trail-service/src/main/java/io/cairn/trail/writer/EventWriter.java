package io.cairn.trail.writer;

import io.cairn.contracts.Headers;
import io.cairn.eventstore.Appended;
import io.cairn.eventstore.EventStore;
import io.cairn.eventstore.FencedException;
import io.cairn.eventstore.InTransaction;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.Outcome;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.cairn.trail.ledger.LedgerBatch;
import io.cairn.trail.ledger.LedgerBatch.Place;
import io.cairn.trail.ledger.LedgerBatch.RefusedAt;
import io.cairn.trail.ledger.RefusedBytes;
import io.cairn.trail.ledger.Tallied;
import io.cairn.web.runtime.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
  private final LedgerBatch ledger;
  private final EventTeller teller;
  private final LeaseRecovery recovery;
  private final WriterConfig config;
  private final MeterRegistry metrics;
  private final CountDownLatch stopping = new CountDownLatch(1);

  EventWriter(
      EventStore store,
      PartitionLeases leases,
      LedgerBatch ledger,
      EventTeller teller,
      LeaseRecovery recovery,
      WriterConfig config,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.store = store;
    this.leases = leases;
    this.ledger = ledger;
    this.teller = teller;
    this.recovery = recovery;
    this.config = config;
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    stopping.countDown();
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
    Correlation.set(some.getFirst().header(Headers.CORRELATION_ID));
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
        return;
      } catch (FencedException _) {
        leases.lose(lease);
        recovery.ask(lease.partition());
        LOGGER
            .atInfo()
            .addKeyValue("partition", lease.partition())
            .log("another writer took the partition; nothing was stored twice");
        return;
      } catch (RuntimeException e) {
        suspicious = Failures.isOfTheData(e);
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
                account(connection, lease, nextOffset, candidates, outcomes, reception.refused()));
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

  private void account(
      Connection connection,
      Lease lease,
      long nextOffset,
      List<Candidate> candidates,
      List<Outcome> outcomes,
      List<RefusedAt> refused)
      throws SQLException {
    Map<Place, Tallied> tallies = new HashMap<>();
    List<RefusedAt> letters = new ArrayList<>(refused);
    refused.forEach(r -> tally(tallies, r.place()).refused(1));
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      Tallied tally = tally(tallies, candidate.place());
      switch (outcomes.get(i)) {
        case STORED -> tally.stored(candidate.event().event().eventTime());
        case DUPLICATE -> tally.duplicate();
        case CONFLICT -> {
          tally.conflict();
          letters.add(conflict(candidate));
        }
      }
    }
    ledger.record(connection, lease.partition(), nextOffset, tallies, letters);
  }

  private static Tallied tally(Map<Place, Tallied> tallies, Place place) {
    return tallies.computeIfAbsent(place, _ -> new Tallied());
  }

  private static RefusedAt conflict(Candidate candidate) {
    return new RefusedAt(
        candidate.place(),
        candidate.event().accountId(),
        new RefusedBytes(
            candidate.index(),
            "CONFLICT",
            "event "
                + candidate.event().event().eventId()
                + " is stored already with other bytes; the first is kept",
            candidate.event().bytes()));
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
