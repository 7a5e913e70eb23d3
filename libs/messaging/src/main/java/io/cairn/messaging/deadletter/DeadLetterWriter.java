package io.cairn.messaging.deadletter;

import io.cairn.messaging.outbox.HeaderText;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one way a record becomes a dead letter: a row in {@code dead_letter} and a row in the outbox
 * for {@code <group>.<topic>.dlq}, in the caller's transaction. The table is what is listed and
 * replayed; the topic is for whoever watches Kafka.
 */
@Singleton
public class DeadLetterWriter {
  /** Largest value that the copy on Kafka carries; beyond it the copy names the letter only. */
  private static final int MAX_COPY = 768 * 1024;

  /**
   * A letter whose record was kept before makes no second copy. The bytes belong to what makes it
   * the same, for a topic that was made anew starts again at offset 0 with other records.
   */
  private static final String INSERT =
      """
      WITH letter AS (
        INSERT INTO dead_letter (id, topic, kafka_partition, kafka_offset, record_key, payload,
          headers, reason, correlation_id, failed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (topic, kafka_partition, kafka_offset, sha256(payload)) DO NOTHING
        RETURNING id, record_key, payload, correlation_id)
      INSERT INTO outbox (event_id, topic, record_key, payload, correlation_id, headers)
        SELECT id, ?, record_key, CASE WHEN ? THEN payload ELSE ''::bytea END, correlation_id, ?
        FROM letter
      """;

  private final Clock clock;
  private final MeterRegistry metrics;
  private final String group;

  DeadLetterWriter(
      Clock clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.application.name") String group) {
    this.clock = clock;
    this.metrics = metrics;
    this.group = group;
  }

  /**
   * Keeps letters on a connection whose transaction the caller commits; those kept before are
   * passed over.
   */
  public void write(Connection connection, Collection<Letter> letters) throws SQLException {
    if (letters.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Letter letter : letters) {
        bind(insert, letter);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    letters.forEach(
        letter ->
            metrics.counter("cairn.messaging.dead.letters", "topic", letter.topic()).increment());
  }

  private void bind(PreparedStatement insert, Letter letter) throws SQLException {
    boolean copied = letter.value().length <= MAX_COPY;
    insert.setObject(1, letter.id());
    insert.setString(2, letter.topic());
    insert.setObject(3, letter.partition(), Types.INTEGER);
    insert.setObject(4, letter.offset(), Types.BIGINT);
    insert.setString(5, letter.key());
    insert.setBytes(6, letter.value());
    insert.setString(7, HeaderText.write(letter.headers()));
    insert.setString(8, letter.reason());
    insert.setString(9, letter.correlationId());
    insert.setTimestamp(10, Timestamp.from(clock.instant()));
    insert.setString(11, group + "." + letter.topic() + ".dlq");
    insert.setBoolean(12, copied);
    insert.setString(13, HeaderText.write(copyHeaders(letter, copied)));
  }

  private static Map<String, String> copyHeaders(Letter letter, boolean copied) {
    Map<String, String> headers = new HashMap<>(letter.headers());
    headers.put("dead-letter-id", letter.id().toString());
    headers.put("dead-letter-reason", letter.reason());
    headers.put("dead-letter-topic", letter.topic());
    if (letter.partition() != null) {
      headers.put("dead-letter-partition", Integer.toString(letter.partition()));
    }
    if (letter.offset() != null) {
      headers.put("dead-letter-offset", Long.toString(letter.offset()));
    }
    if (!copied) {
      headers.put(Letter.PARTIAL, Integer.toString(letter.value().length));
    }
    return headers;
  }
}
