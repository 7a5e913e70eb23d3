package io.cairn.config.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.contracts.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table of units. Leases are measured by the database's clock, which all replicas share. Its
 * methods join the caller's transaction.
 */
@ApplicationScoped
class UnitStore {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  /**
   * Materialized, as the planner may else run the choice again for each row it joins. Units of one
   * job are always locked in the order of their ordinals; the leader has the lowest of its run.
   */
  private static final String CLAIM =
      """
      WITH c AS MATERIALIZED (
        SELECT job_id, region, run FROM discovery_unit
        WHERE leads AND ended_at IS NULL AND (lease_until IS NULL OR lease_until < now())
        ORDER BY job_id, ordinal LIMIT 1 FOR UPDATE SKIP LOCKED),
      l AS MATERIALIZED (
        SELECT u.job_id, u.ordinal FROM discovery_unit u JOIN c USING (job_id, region, run)
        WHERE u.ended_at IS NULL ORDER BY u.ordinal FOR UPDATE OF u)
      UPDATE discovery_unit u SET state = 'RUNNING', attempts = u.attempts + 1,
        started_at = coalesce(u.started_at, ?), lease_until = now() + ? * interval '1 millisecond'
      FROM l WHERE u.job_id = l.job_id AND u.ordinal = l.ordinal
      RETURNING u.*
      """;

  private final Database database;
  private final ObjectMapper mapper;

  UnitStore(Database database, ObjectMapper mapper) {
    this.database = database;
    this.mapper = mapper;
  }

  /** A unit to be. */
  record Planned(String region, String resourceType, String run, boolean leads) {}

  void insert(UUID job, AccountId account, List<Planned> units) {
    var rows = new ArrayList<List<Object>>();
    for (int i = 0; i < units.size(); i++) {
      Planned unit = units.get(i);
      rows.add(
          List.of(
              job,
              i,
              account.value(),
              unit.region(),
              unit.resourceType(),
              unit.run(),
              unit.leads()));
    }
    database.batch(
        "INSERT INTO discovery_unit (job_id, ordinal, account_id, region, resource_type, run,"
            + " leads, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING')",
        rows);
  }

  /**
   * Takes the next free unit, with those that are listed together with it; none when all is taken.
   */
  List<Unit> claim(Instant now, Duration lease) {
    return database.list(Sql.of(CLAIM, now, lease.toMillis()), this::unit).stream()
        .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
        .toList();
  }

  /** Shows a sign of life; false when the unit was taken over or is over. */
  boolean renew(Unit unit, Duration lease, int listed) {
    return database.update(
            Sql.of(
                "UPDATE discovery_unit SET lease_until = now() + ? * interval '1 millisecond',"
                    + " listed = greatest(listed, ?)"
                    + " WHERE job_id = ? AND ordinal = ? AND attempts = ? AND ended_at IS NULL",
                lease.toMillis(),
                listed,
                unit.jobId(),
                unit.ordinal(),
                unit.attempts()))
        == 1;
  }

  /** Gives a unit back undone. */
  void release(Unit unit) {
    database.update(
        Sql.of(
            "UPDATE discovery_unit SET lease_until = NULL, state = 'PENDING'"
                + " WHERE job_id = ? AND ordinal = ? AND attempts = ? AND ended_at IS NULL",
            unit.jobId(),
            unit.ordinal(),
            unit.attempts()));
  }

  /** Ends a unit; does nothing if another worker took it over. */
  void end(
      Unit unit,
      UnitState state,
      UnitCounts.Counts counts,
      long calls,
      @Nullable String error,
      Map<String, String> failures,
      Instant at) {
    database.update(
        Sql.of(
            "UPDATE discovery_unit SET state = ?, listed = ?, discovered = ?, changed = ?,"
                + " unchanged = ?, deleted = ?, stale = ?, calls = ?, error = ?,"
                + " failures = ?::jsonb, ended_at = ?, lease_until = NULL"
                + " WHERE job_id = ? AND ordinal = ? AND attempts = ? AND ended_at IS NULL",
            state.name(),
            counts.listed(),
            counts.discovered(),
            counts.changed(),
            counts.unchanged(),
            counts.deleted(),
            counts.stale(),
            calls,
            error,
            json(failures),
            at,
            unit.jobId(),
            unit.ordinal(),
            unit.attempts()));
  }

  /** Ends all units of a job that are not over; the job says why, once. */
  void endAll(UUID job, UnitState state, Instant at) {
    database.update(
        Sql.of(
            "WITH l AS MATERIALIZED (SELECT job_id, ordinal FROM discovery_unit WHERE job_id = ?"
                + " AND ended_at IS NULL ORDER BY ordinal FOR UPDATE)"
                + " UPDATE discovery_unit u SET state = ?, ended_at = ?,"
                + " lease_until = NULL FROM l"
                + " WHERE u.job_id = l.job_id AND u.ordinal = l.ordinal",
            job,
            state.name(),
            at));
  }

  List<Unit> of(UUID job) {
    return database.list(
        Sql.of("SELECT * FROM discovery_unit WHERE job_id = ? ORDER BY ordinal", job), this::unit);
  }

  private String json(Map<String, String> texts) {
    try {
      return mapper.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts cannot be written as JSON", e);
    }
  }

  private Unit unit(ResultSet row) throws SQLException {
    return new Unit(
        row.getObject("job_id", UUID.class),
        row.getInt("ordinal"),
        row.getString("account_id"),
        row.getString("region"),
        row.getString("resource_type"),
        row.getString("run"),
        UnitState.valueOf(row.getString("state")),
        row.getInt("listed"),
        row.getInt("discovered"),
        row.getInt("changed"),
        row.getInt("unchanged"),
        row.getInt("deleted"),
        row.getInt("stale"),
        row.getLong("calls"),
        Columns.textOrNull(row, "error"),
        texts(row.getString("failures")),
        row.getInt("attempts"),
        Columns.instantOrNull(row, "started_at"),
        Columns.instantOrNull(row, "ended_at"));
  }

  private Map<String, String> texts(String json) {
    try {
      return mapper.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column failures holds no JSON object of texts: " + json, e);
    }
  }
}
