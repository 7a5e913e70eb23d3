package io.cairn.findings.notification.message;

import static io.cairn.findings.database.Database.instant;

import io.cairn.findings.database.Database;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.Severity;
import io.cairn.findings.notification.message.Summary.Listed;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Counts what a message gathers. */
@Singleton
class SummaryReader {
  private static final String TOTALS =
      """
      SELECT count(*) AS changes, count(DISTINCT finding_id) AS findings, count(DISTINCT account_id) AS accounts,
          min(seen_at) AS first_seen, max(seen_at) AS last_seen, bool_and(history) AS history
      FROM notification_mention WHERE delivery_id = ? HAVING count(*) > 0
      """;
  private static final String BY_SEVERITY =
      "SELECT severity AS name, count(*) AS number FROM notification_mention WHERE delivery_id = ?"
          + " GROUP BY 1 ORDER BY 1 DESC";
  private static final String BY_TYPE =
      "SELECT finding_type AS name, count(*) AS number FROM notification_mention WHERE delivery_id = ?"
          + " GROUP BY 1 ORDER BY 2 DESC, 1";
  private static final String BY_CHANGE =
      "SELECT change AS name, count(*) AS number FROM notification_mention WHERE delivery_id = ?"
          + " GROUP BY 1 ORDER BY 2 DESC, 1";
  private static final String BY_ACCOUNT =
      "SELECT account_id AS name, count(*) AS number FROM notification_mention WHERE delivery_id = ?"
          + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10";

  private final Database database;

  SummaryReader(Database database) {
    this.database = database;
  }

  /**
   * The summary of a message; none if nothing is left of it.
   *
   * @param listed the worst in full
   * @param rest path of the list of all
   */
  Optional<Summary> read(UUID deliveryId, List<Listed> listed, String rest) {
    return database.call(
        "count what a message gathers",
        connection -> {
          var bySeverity = severities(counts(connection, BY_SEVERITY, deliveryId));
          var byType = counts(connection, BY_TYPE, deliveryId);
          var byChange = counts(connection, BY_CHANGE, deliveryId);
          var byAccount = counts(connection, BY_ACCOUNT, deliveryId);
          return Statement.of(TOTALS)
              .with(deliveryId)
              .first(
                  connection,
                  row ->
                      new Summary(
                          row.getBoolean("history"),
                          row.getLong("changes"),
                          row.getLong("findings"),
                          bySeverity,
                          byType,
                          byChange,
                          byAccount,
                          row.getLong("accounts"),
                          instant(row, "first_seen"),
                          instant(row, "last_seen"),
                          listed,
                          rest));
        });
  }

  private record Count(String name, long number) {}

  private static Map<String, Long> counts(Connection connection, String sql, UUID deliveryId)
      throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    Statement.of(sql)
        .with(deliveryId)
        .list(connection, row -> new Count(row.getString("name"), row.getLong("number")))
        .forEach(count -> counts.put(count.name, count.number));
    return counts;
  }

  private static Map<String, Long> severities(Map<String, Long> byRank) {
    Map<String, Long> named = new LinkedHashMap<>();
    byRank.forEach(
        (rank, number) -> named.put(Severity.ofRank(Integer.parseInt(rank)).wire(), number));
    return named;
  }
}
