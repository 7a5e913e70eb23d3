package io.cairn.findings.notification.delivery;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.notification.NotificationConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes delivered messages when somebody set how long they are kept. Nothing is told again for
 * it: whom to tell was noted with the change. Waiting and dead messages always stay.
 */
@ApplicationScoped
class DeliveryForgetting {
  private static final int BATCH = 100;
  private static final String DELETE =
      """
      DELETE FROM notification_delivery WHERE id IN (SELECT id FROM notification_delivery
          WHERE state = 'DELIVERED' AND finished_at < ? LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private final Database database;
  private final NotificationConfig config;
  private final Clock clock;
  private final Counter forgotten;

  DeliveryForgetting(
      Database database, NotificationConfig config, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.forgotten = meters.counter("cairn.findings.deliveries.forgotten");
  }

  @Scheduled(
      every = "{cairn.findings.notification.forget-every}",
      delayed = "1m",
      identity = "delivery-forgetting",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    config.deliveriesKept().ifPresent(this::forget);
  }

  /** Deletes what was delivered longer ago, a hundred messages in a transaction. */
  void forget(Duration kept) {
    Instant before = clock.instant().minus(kept);
    int deleted;
    do {
      deleted =
          database.call(
              "delete delivered notifications",
              connection -> Statement.of(DELETE).with(before, BATCH).run(connection));
      forgotten.increment(deleted);
    } while (deleted == BATCH);
  }
}
