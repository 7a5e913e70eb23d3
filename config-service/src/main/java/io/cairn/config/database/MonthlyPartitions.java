package io.cairn.config.database;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the partitions of append-only tables a few months ahead, so that old months can be archived
 * and dropped whole. What no monthly partition takes lies in a table's default one, so nothing
 * correct rests on this having run.
 */
@ApplicationScoped
class MonthlyPartitions {
  private static final Logger LOGGER = LoggerFactory.getLogger(MonthlyPartitions.class);
  private static final List<String> TABLES =
      List.of("configuration_item", "compliance_change", "touching_event");
  private static final int MONTHS_AHEAD = 3;

  private final Database database;
  private final Clock clock;

  MonthlyPartitions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    ensure();
  }

  @Scheduled(cron = "0 17 3 * * ?", identity = "monthly-partitions")
  void ensure() {
    YearMonth now = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    for (String table : TABLES) {
      for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
        ensure(table, now.plusMonths(ahead));
      }
    }
  }

  private void ensure(String table, YearMonth month) {
    String name = "%s_%04d%02d".formatted(table, month.getYear(), month.getMonthValue());
    try {
      if (database.number(
              Sql.of(
                  "SELECT count(*) FROM pg_class WHERE relname = ? AND relnamespace ="
                      + " current_schema()::regnamespace",
                  name))
          == 0) {
        database.update(
            Sql.of(
                "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM ('%s-01 00:00:00+00') TO ('%s-01 00:00:00+00')"
                    .formatted(name, table, month, month.plusMonths(1))));
      }
    } catch (DatabaseException e) {
      LOGGER
          .atWarn()
          .addKeyValue("table", table)
          .addKeyValue("month", month)
          .addKeyValue("error", e.getMessage())
          .log("a month gets no partition of its own; its rows stay in the default one");
    }
  }
}
