package io.cairn.findings.correlation;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/** Counts what correlations could not take into account, in the caller's transaction. */
@Singleton
public class CorrelationLosses {
  private final Database database;
  private final MeterRegistry meters;

  CorrelationLosses(Database database, MeterRegistry meters) {
    this.database = database;
    this.meters = meters;
  }

  /**
   * What was not taken into account, since the service was installed.
   *
   * @param late matches that came later than {@code cairn.findings.correlation.lateness} allows
   * @param trimmed matches that a group of 10,000 had no room for
   * @param forgotten groups given up because there were more than {@code max-groups}
   */
  @RegisterForReflection
  public record Losses(long late, long trimmed, long forgotten) {}

  /** Counts some. */
  void add(long late, long trimmed, long forgotten) {
    if (late + trimmed + forgotten == 0) {
      return;
    }
    database.call(
        "count what correlations lost",
        connection ->
            Statement.of(
                    "UPDATE correlation_loss SET late = late + ?, trimmed = trimmed + ?, forgotten = forgotten + ?")
                .with(late, trimmed, forgotten)
                .run(connection));
    meters.counter("cairn.findings.correlations.late").increment((double) late);
    meters.counter("cairn.findings.correlations.trimmed").increment((double) trimmed);
    meters.counter("cairn.findings.correlations.forgotten").increment((double) forgotten);
  }

  /** All so far. */
  public Losses all() {
    return database.call(
        "read what correlations lost",
        connection ->
            Statement.of("SELECT late, trimmed, forgotten FROM correlation_loss")
                .first(
                    connection, row -> new Losses(row.getLong(1), row.getLong(2), row.getLong(3)))
                .orElseThrow());
  }
}
