package io.cairn.findings.correlation;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.sigma.correlation.Firing;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Which correlations fired for whom and when: what makes each incident count once. */
@Singleton
class FiringTable {
  private static final String CLAIM =
      """
      INSERT INTO correlation_firing SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (
          SELECT 1 FROM correlation_firing WHERE detection_id = ? AND group_key = ? AND fired_at > ? AND fired_at < ?)
      """;

  private final Database database;
  private final Clock clock;

  FiringTable(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Notes a firing unless its group fired within a timespan of it before; the group must be locked.
   */
  boolean claim(Firing firing, UUID group) {
    String id = firing.correlation().key();
    Duration span = firing.correlation().timespan();
    Instant at = firing.at();
    Instant now = clock.instant();
    return database.call(
        "note that a correlation fired",
        connection ->
            Statement.of(CLAIM)
                    .with(id, group, at, firing.from(), firing.value(), now)
                    .with(id, group, at.minus(span), at.plus(span))
                    .run(connection)
                == 1);
  }
}
