package io.cairn.findings.finding.store;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many findings there are. */
@Singleton
public class FindingCounts {
  private static final String OPEN =
      """
      SELECT severity, count(*) AS open FROM finding
      WHERE record_state = 'ACTIVE' AND workflow_status IN ('NEW', 'NOTIFIED') GROUP BY severity
      """;

  private final Database database;

  FindingCounts(Database database) {
    this.database = database;
  }

  /**
   * Findings by state.
   *
   * @param openBySeverity active ones that are neither suppressed nor resolved
   * @param total all, closed ones included
   */
  @RegisterForReflection
  public record Counts(Map<Severity, Long> openBySeverity, long total) {
    /** Copies the map, the least severity first. */
    public Counts {
      openBySeverity = Collections.unmodifiableMap(new EnumMap<>(openBySeverity));
    }
  }

  private record Row(Severity severity, long open) {}

  /** The counts now. */
  public Counts counts() {
    return database.call(
        "count findings",
        connection -> {
          Map<Severity, Long> open = new EnumMap<>(Severity.class);
          for (Severity severity : Severity.values()) {
            open.put(severity, 0L);
          }
          Statement.of(OPEN)
              .list(
                  connection,
                  row -> new Row(Severity.ofRank(row.getInt("severity")), row.getLong("open")))
              .forEach(row -> open.put(row.severity, row.open));
          long total =
              Statement.of("SELECT count(*) FROM finding")
                  .first(connection, row -> row.getLong(1))
                  .orElseThrow();
          return new Counts(open, total);
        });
  }
}
