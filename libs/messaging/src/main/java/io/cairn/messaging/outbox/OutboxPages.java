package io.cairn.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.cairn.contracts.Headers;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends a page of the outbox: lock, send all, await every ack, delete, commit. One replica at a
 * time, so order holds.
 */
@Singleton
class OutboxPages {
  private static final int PAGE = 500;
  private static final Duration ACKS = Duration.ofSeconds(30);

  /** Any constant of this service; the lock lives in the service's own database session. */
  private static final long LOCK = 0x6F7574626F78L;

  private static final String SELECT =
      "SELECT sequence, event_id, topic, record_key, payload, correlation_id, headers, added_at FROM outbox ORDER BY sequence LIMIT "
          + PAGE;

  private final AgroalDataSource dataSource;
  private final Map<String, Object> kafka;
  private final String source;
  private @Nullable KafkaProducer<String, byte[]> producer;

  OutboxPages(
      AgroalDataSource dataSource,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.application.name") String source) {
    this.dataSource = dataSource;
    this.kafka = kafka;
    this.source = source;
  }

  /** The broker did not take a page; nothing was deleted. */
  static final class SendFailure extends Exception {
    private static final long serialVersionUID = 1L;

    SendFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private record Row(long sequence, ProducerRecord<String, byte[]> message) {}

  /** Sends one page. False when the outbox is empty or another replica is at it. */
  boolean sendOne() throws SQLException, SendFailure {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<Row> rows = lock(connection) ? page(connection) : List.of();
        if (!rows.isEmpty()) {
          send(rows);
          delete(connection, rows);
        }
        connection.commit();
        return rows.size() == PAGE;
      } catch (SQLException | SendFailure | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static boolean lock(Connection connection) throws SQLException {
    String sql =
        "SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema(), " + LOCK + "))";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      return result.next() && result.getBoolean(1);
    }
  }

  private List<Row> page(Connection connection) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT);
        ResultSet result = select.executeQuery()) {
      while (result.next()) {
        rows.add(new Row(result.getLong("sequence"), message(result)));
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

  private void send(List<Row> rows) throws SendFailure {
    List<Future<RecordMetadata>> sends = new ArrayList<>(rows.size());
    KafkaProducer<String, byte[]> to = producer();
    long deadline = System.nanoTime() + ACKS.toNanos();
    try {
      for (Row row : rows) {
        sends.add(to.send(row.message()));
      }
      for (Future<RecordMetadata> sent : sends) {
        sent.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (ExecutionException e) {
      throw new SendFailure("the broker refused a page of the outbox: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new SendFailure(
          "the broker did not acknowledge a page of the outbox within " + ACKS, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SendFailure("interrupted while sending", e);
    }
  }

  private static void delete(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM outbox WHERE sequence = ANY (?)")) {
      delete.setArray(
          1, connection.createArrayOf("bigint", rows.stream().map(Row::sequence).toArray()));
      delete.executeUpdate();
    }
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, source + "-outbox");
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
      settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1_048_576);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
