package io.cairn.findings.finding.store;

import static io.cairn.findings.database.Database.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.contracts.AccountId;
import io.cairn.findings.database.Statement;
import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.ItemEvidence;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tables finding_event and finding_item: bounded evidence. */
@ApplicationScoped
public class EvidenceTable {
  private static final TypeReference<Map<String, String>> MATCHED = new TypeReference<>() {};
  private static final String INSERT_EVENT =
      """
      INSERT INTO finding_event (finding_id, event_key, event_id, event_time, event_name, event_source, principal_arn,
          source_ip_address, matched)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String PRUNE_EVENTS =
      """
      DELETE FROM finding_event e USING (
          SELECT finding_id, event_key,
              row_number() OVER (PARTITION BY finding_id ORDER BY event_time, event_id) AS from_first,
              row_number() OVER (PARTITION BY finding_id ORDER BY event_time DESC, event_id DESC) AS from_last
          FROM finding_event WHERE finding_id = ANY (?)) r
      WHERE e.finding_id = r.finding_id AND e.event_key = r.event_key AND r.from_first > ? AND r.from_last > ?
      """;
  private static final String LATEST_EVENTS =
      """
      SELECT e.* FROM unnest(?::uuid[]) AS f(id) CROSS JOIN LATERAL (
          SELECT * FROM finding_event WHERE finding_id = f.id ORDER BY event_time DESC, event_id DESC LIMIT ?) e
      """;
  private static final String LATEST_ITEMS =
      """
      SELECT i.* FROM unnest(?::uuid[]) AS f(id) CROSS JOIN LATERAL (
          SELECT * FROM finding_item WHERE finding_id = f.id
          ORDER BY configuration_state_id DESC, evaluated_at DESC LIMIT ?) i
      """;
  private static final String PRUNE_ITEMS =
      """
      DELETE FROM finding_item WHERE finding_id = ? AND (configuration_state_id, evaluated_at) IN (
          SELECT configuration_state_id, evaluated_at FROM finding_item WHERE finding_id = ?
          ORDER BY configuration_state_id DESC, evaluated_at DESC OFFSET ?)
      """;

  private final ObjectMapper json;
  private final FindingConfig config;

  EvidenceTable(ObjectMapper json, FindingConfig config) {
    this.json = json;
    this.config = config;
  }

  public void addEvents(
      Connection connection, UUID findingId, AccountId account, Collection<EventEvidence> events)
      throws SQLException {
    for (EventEvidence event : events) {
      Statement.of(INSERT_EVENT)
          .with(findingId, event.key(account), event.eventId(), event.eventTime())
          .with(event.eventName(), event.eventSource(), event.principalArn())
          .with(event.sourceIPAddress(), write(event.matched()))
          .run(connection);
    }
  }

  /** Brings findings back to their bounds after events were added. */
  public void pruneEvents(Connection connection, Collection<UUID> findingIds) throws SQLException {
    Statement.of(PRUNE_EVENTS)
        .with(findingIds, config.firstEventsKept(), config.latestEventsKept())
        .run(connection);
  }

  public void addItem(Connection connection, UUID findingId, ItemEvidence item)
      throws SQLException {
    Statement.of("INSERT INTO finding_item VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .with(findingId, item.configurationStateId(), item.evaluatedAt())
        .with(item.configurationItemCaptureTime(), item.arn(), item.resourceName())
        .with(item.annotation())
        .run(connection);
    Statement.of(PRUNE_ITEMS).with(findingId, findingId, config.itemsKept()).run(connection);
  }

  /** The latest events of findings, newest first. */
  public Map<UUID, List<EventEvidence>> events(
      Connection connection, Collection<UUID> ids, int limit) throws SQLException {
    return grouped(
        Statement.of(LATEST_EVENTS)
            .with(ids, limit)
            .list(connection, row -> new Owned<>(findingId(row), event(row))));
  }

  /** The latest items of findings, newest first. */
  public Map<UUID, List<ItemEvidence>> items(Connection connection, Collection<UUID> ids, int limit)
      throws SQLException {
    return grouped(
        Statement.of(LATEST_ITEMS)
            .with(ids, limit)
            .list(connection, row -> new Owned<>(findingId(row), item(row))));
  }

  private record Owned<T>(UUID findingId, T evidence) {}

  private static <T> Map<UUID, List<T>> grouped(List<Owned<T>> rows) {
    Map<UUID, List<T>> all = new HashMap<>();
    for (Owned<T> owned : rows) {
      all.computeIfAbsent(owned.findingId, _ -> new ArrayList<>()).add(owned.evidence);
    }
    return all;
  }

  private static UUID findingId(ResultSet row) throws SQLException {
    return row.getObject("finding_id", UUID.class);
  }

  private EventEvidence event(ResultSet row) throws SQLException {
    return new EventEvidence(
        row.getString("event_id"),
        instant(row, "event_time"),
        row.getString("event_name"),
        row.getString("event_source"),
        row.getString("principal_arn"),
        row.getString("source_ip_address"),
        read(row.getString("matched")));
  }

  private static ItemEvidence item(ResultSet row) throws SQLException {
    return new ItemEvidence(
        row.getLong("configuration_state_id"),
        instant(row, "capture_time"),
        instant(row, "evaluated_at"),
        row.getString("arn"),
        row.getString("resource_name"),
        row.getString("annotation"));
  }

  private String write(Map<String, String> matched) {
    try {
      return json.writeValueAsString(matched);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("matched values cannot be written as JSON", e);
    }
  }

  private Map<String, String> read(String matched) {
    try {
      return json.readValue(matched, MATCHED);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column finding_event.matched holds no JSON object", e);
    }
  }
}
