package io.cairn.messaging.outbox;

import io.cairn.contracts.Headers;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The outbox table, on the relay's connection. */
@Singleton
class OutboxRows {
  static final int PAGE = 500;

  /** Rows beyond this are not counted one by one. */
  static final int MAX_COUNTED = 100_000;

  /** Any constant of this service; the lock lives in the service's own database session. */
  private static final long LOCK = 0x6F7574626F78L;

  private static final String SELECT =
      "SELECT sequence, event_id, topic, record_key, payload, correlation_id, headers, added_at"
          + " FROM outbox WHERE parked_at IS NULL AND topic <> ALL (?) ORDER BY sequence LIMIT "
          + PAGE;

  private final String source;

  OutboxRows(@ConfigProperty(name = "quarkus.application.name") String source) {
    this.source = source;
  }

  /** One replica sends at a time, so order holds; the lock ends with the transaction. */
  static boolean lock(Connection connection) throws SQLException {
    String sql =
        "SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema(), " + LOCK + "))";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return result.next() && result.getBoolean(1);
    }
  }

  /** The oldest rows that go to any other than these topics. */
  List<OutboxRow> page(Connection connection, Collection<String> waitingTopics)
      throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setArray(1, connection.createArrayOf("text", waitingTopics.toArray()));
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          rows.add(new OutboxRow(result.getLong("sequence"), message(result)));
        }
      }
    }
    return rows;
  }

  private ProducerRecord<String, byte[]> message(ResultSet row) throws SQLException {
    String topic = row.getString("topic");
    var message = new ProducerRecord<>(topic, row.getString("record_key"), row.getBytes("payload"));
    String own = row.getString("headers");
    Map<String, @Nullable String> headers =
        own == null ? cloudEvent(row, topic) : new HashMap<>(HeaderText.read(own));
    headers.forEach(
        (name, value) -> {
          if (value != null) {
            message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
          }
        });
    return message;
  }

  private Map<String, @Nullable String> cloudEvent(ResultSet row, String topic)
      throws SQLException {
    Map<String, @Nullable String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", row.getString("event_id"));
    headers.put("ce_type", "io.cairn." + topic);
    headers.put("ce_source", "/" + source);
    headers.put("ce_time", row.getTimestamp("added_at").toInstant().toString());
    headers.put("content-type", "application/json");
    headers.put(Headers.CORRELATION_ID, row.getString("correlation_id"));
    return headers;
  }

  static void delete(Connection connection, List<OutboxRow> rows) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM outbox WHERE sequence = ANY (?)")) {
      delete.setArray(
          1, connection.createArrayOf("bigint", rows.stream().map(OutboxRow::sequence).toArray()));
      delete.executeUpdate();
    }
  }

  static void park(Connection connection, OutboxRow row, String reason) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE outbox SET parked_at = now(), parked_reason = ? WHERE sequence = ?")) {
      update.setString(1, reason);
      update.setLong(2, row.sequence());
      update.executeUpdate();
    }
  }

  /** Gives parked rows another try. */
  static int unpark(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE outbox SET parked_at = NULL, parked_reason = NULL WHERE parked_at IS NOT NULL")) {
      return update.executeUpdate();
    }
  }

  /** How full the outbox is; costs an index scan of at most {@link #MAX_COUNTED} rows. */
  static OutboxLevel level(Connection connection) throws SQLException {
    String sql =
        """
        SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT %d) counted) AS waiting,
          (SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL) AS parked,
          (SELECT extract(epoch FROM now() - added_at)::bigint FROM outbox ORDER BY sequence LIMIT 1)
            AS age,
          (SELECT count(*) FROM (SELECT 1 FROM dead_letter LIMIT %d) letters) AS letters
        """
            .formatted(MAX_COUNTED, MAX_COUNTED);
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new OutboxLevel(
          row.getLong("waiting"),
          Duration.ofSeconds(Math.max(0, row.getLong("age"))),
          row.getLong("parked"),
          row.getLong("letters"));
    }
  }
}
