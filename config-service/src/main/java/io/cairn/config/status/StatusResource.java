package io.cairn.config.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.web.access.AwsAction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The service's state over REST. */
@Path("/api/v1/config/status")
@Tag(name = "status")
class StatusResource {
  private final Database database;

  StatusResource(Database database) {
    this.database = database;
  }

  /**
   * What the service holds.
   *
   * @param resources existing resources
   * @param deletedResources resources that are gone
   * @param staleResources existing resources with parts that could not be read at the last look
   * @param regions what was recorded where
   * @param rulesEvaluating rules whose background run goes on
   * @param outboxWaiting events that wait to be sent
   * @param deadLetters records that could not be processed
   */
  record Status(
      long resources,
      long deletedResources,
      long staleResources,
      List<Region> regions,
      long rulesEvaluating,
      long outboxWaiting,
      long deadLetters) {}

  /** What was recorded in a region of an account, and when last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Region(
      String accountId,
      String region,
      long resources,
      @Nullable Instant lastLookAt,
      @Nullable Instant lastItemAt) {}

  @GET
  @AwsAction("config:DescribeConfigurationRecorderStatus")
  @Operation(operationId = "getConfigStatus", summary = "What config-service holds")
  public Status status() {
    return new Status(
        count("SELECT count(*) FROM resource WHERE NOT deleted"),
        count("SELECT count(*) FROM resource WHERE deleted"),
        count("SELECT count(*) FROM resource WHERE NOT deleted AND stale_parts <> '{}'"),
        regions(),
        count("SELECT count(*) FROM rule_progress WHERE finished_at IS NULL"),
        count("SELECT count(*) FROM outbox"),
        count("SELECT count(*) FROM dead_letter"));
  }

  private List<Region> regions() {
    return database.list(
        Sql.of(
            "SELECT account_id, region, count(*) FILTER (WHERE NOT deleted) AS resources,"
                + " max(observed_at) AS last_look, max(capture_time) AS last_item FROM resource"
                + " GROUP BY account_id, region ORDER BY account_id, region LIMIT 10000"),
        row ->
            new Region(
                row.getString("account_id"),
                row.getString("region"),
                row.getLong("resources"),
                Columns.instantOrNull(row, "last_look"),
                Columns.instantOrNull(row, "last_item")));
  }

  private long count(String sql) {
    return database.number(Sql.of(sql));
  }
}
