package io.cairn.trail.ledger;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.messaging.outbox.HeaderText;
import io.cairn.web.runtime.Correlation;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refusals with their bytes, in the transaction that counts them. They stand among the service's
 * other dead letters (table {@code dead_letter}), so that one list shows and one call replays them.
 */
@Singleton
class DeadLetterRows {
  private final Ids ids;
  private final Clock clock;

  DeadLetterRows(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  void add(
      Connection connection,
      String sourceId,
      @Nullable String objectName,
      @Nullable String accountId,
      List<RefusedBytes> refusals)
      throws SQLException {
    if (refusals.isEmpty()) {
      return;
    }
    try (PreparedStatement letter =
            connection.prepareStatement(
                """
                insert into dead_letter (id, topic, record_key, payload, headers, reason,
                  correlation_id, failed_at) values (?, ?, ?, ?, ?, ?, ?, ?)
                """);
        PreparedStatement refusal =
            connection.prepareStatement(
                """
                insert into ledger_refusal (id, source_id, object_name, record_index, code, detail,
                  dead_letter_id, refused_at) values (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
      for (RefusedBytes refused : refusals) {
        UUID letterId = ids.next();
        bindLetter(letter, letterId, sourceId, objectName, accountId, refused);
        letter.addBatch();
        refusal.setObject(1, ids.next());
        refusal.setString(2, sourceId);
        refusal.setString(3, objectName);
        refusal.setInt(4, refused.index());
        refusal.setString(5, refused.code());
        refusal.setString(6, clean(refused.detail()));
        refusal.setObject(7, letterId);
        refusal.setTimestamp(8, Timestamp.from(clock.instant()));
        refusal.addBatch();
      }
      letter.executeBatch();
      refusal.executeBatch();
    }
  }

  private void bindLetter(
      PreparedStatement letter,
      UUID id,
      String sourceId,
      @Nullable String objectName,
      @Nullable String accountId,
      RefusedBytes refused)
      throws SQLException {
    Map<String, String> headers = new HashMap<>();
    headers.put(Headers.SOURCE, sourceId);
    if (objectName != null) {
      headers.put(Headers.SOURCE_OBJECT, objectName);
    }
    if (accountId != null) {
      headers.put(Headers.SOURCE_ACCOUNT, accountId);
    }
    byte[] payload = refused.bytes();
    if (payload.length > 0) {
      var batch = new EventBatch(List.of(payload));
      headers.putAll(batch.headers());
      payload = headers.containsKey(Headers.LENGTHS) ? batch.value() : payload;
    }
    letter.setObject(1, id);
    letter.setString(2, Topic.TRAIL_EVENT_RECEIVED.topicName());
    letter.setString(3, accountId == null ? "" : accountId);
    letter.setBytes(4, payload);
    letter.setString(5, HeaderText.write(headers));
    letter.setString(6, clean(refused.code() + ": " + refused.detail()));
    letter.setString(7, Correlation.current());
    letter.setTimestamp(8, Timestamp.from(clock.instant()));
  }

  /** PostgreSQL's text has no NUL; a detail may quote a name that does. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
