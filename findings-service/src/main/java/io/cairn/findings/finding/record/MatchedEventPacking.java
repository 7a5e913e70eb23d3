package io.cairn.findings.finding.record;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.store.FindingConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Packs older days of matched_event in the background, a thousand keys in a transaction, one
 * replica at a time. A crash repeats nothing and loses nothing.
 */
@ApplicationScoped
class MatchedEventPacking {
  private static final int KEYS = 1_000;
  private static final int DAYS = 500;
  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || ' matched_event', 0))";

  private final Database database;
  private final MatchedEvents events;
  private final FindingConfig config;
  private final Clock clock;
  private final Counter packed;
  private volatile boolean stopping;

  MatchedEventPacking(
      Database database,
      MatchedEvents events,
      FindingConfig config,
      Clock clock,
      MeterRegistry meters) {
    this.database = database;
    this.events = events;
    this.config = config;
    this.clock = clock;
    this.packed = meters.counter("cairn.findings.matched_events.packed");
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  @Scheduled(
      every = "{cairn.findings.finding.pack-every}",
      delayed = "1m",
      identity = "matched-event-packing",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    Duration loose = config.packAfter();
    if (loose.compareTo(MatchedEvents.NEVER_PACKED) < 0) {
      throw new IllegalStateException(
          "cairn.findings.finding.pack-after is " + loose + "; it must be two days or more");
    }
    Instant before = clock.instant().minus(loose);
    List<MatchedEvents.Day> days = days(before);
    while (!days.isEmpty() && !stopping) {
      long moved = 0;
      for (MatchedEvents.Day day : days) {
        moved += pack(day);
      }
      days = moved == 0 ? List.of() : days(before);
    }
  }

  private List<MatchedEvents.Day> days(Instant before) {
    return database.call(
        "find matched events to pack", connection -> events.daysBefore(connection, before, DAYS));
  }

  /** Packs all of a day; a day whose rows somebody holds just now waits for the next run. */
  private long pack(MatchedEvents.Day day) {
    long all = 0;
    int moved;
    do {
      moved =
          QuarkusTransaction.requiringNew()
              .call(() -> database.call("pack matched events", c -> packLocked(c, day)));
      packed.increment(moved);
      all += moved;
    } while (moved == KEYS && !stopping);
    return all;
  }

  private int packLocked(Connection connection, MatchedEvents.Day day) throws SQLException {
    boolean mine = Statement.of(LOCK).first(connection, row -> row.getBoolean(1)).orElse(false);
    return mine ? events.pack(connection, day, KEYS) : 0;
  }
}
