package io.cairn.trail.ledger;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.contracts.Topic;
import io.cairn.messaging.deadletter.DeadLetterWriter;
import io.cairn.messaging.deadletter.Letter;
import io.cairn.trail.ledger.LedgerBatch.RefusedAt;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refusals with their bytes, in the transaction that counts them. They stand among the service's
 * other dead letters, so that one list shows and one call replays them.
 */
@Singleton
class DeadLetterRows {
  private static final String REFUSAL =
      """
      insert into ledger_refusal (id, source_id, object_name, record_index, code, detail,
        dead_letter_id, refused_at) values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final DeadLetterWriter letters;
  private final Ids ids;
  private final Clock clock;

  DeadLetterRows(DeadLetterWriter letters, Ids ids, Clock clock) {
    this.letters = letters;
    this.ids = ids;
    this.clock = clock;
  }

  void add(Connection connection, List<RefusedAt> refusals) throws SQLException {
    if (refusals.isEmpty()) {
      return;
    }
    List<Letter> kept = new ArrayList<>(refusals.size());
    try (PreparedStatement insert = connection.prepareStatement(REFUSAL)) {
      for (RefusedAt one : refusals) {
        Letter letter = letter(one);
        kept.add(letter);
        RefusedBytes refused = one.refused();
        insert.setObject(1, ids.next());
        insert.setString(2, one.place().sourceId());
        insert.setString(3, objectName(one));
        insert.setInt(4, refused.index());
        insert.setString(5, refused.code());
        insert.setString(6, refused.detail().replace('\0', '\uFFFD'));
        insert.setObject(7, letter.id());
        insert.setTimestamp(8, Timestamp.from(clock.instant()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    letters.write(connection, kept);
  }

  private static @Nullable String objectName(RefusedAt one) {
    return one.place().objectName().isEmpty() ? null : one.place().objectName();
  }

  /** The letter holds what a replay needs to come in as the record came in first. */
  private Letter letter(RefusedAt one) {
    RefusedBytes refused = one.refused();
    String account = one.accountId();
    Map<String, String> headers = new HashMap<>();
    headers.put(Headers.SOURCE, one.place().sourceId());
    putIfPresent(headers, Headers.SOURCE_OBJECT, objectName(one));
    putIfPresent(headers, Headers.SOURCE_ACCOUNT, account);
    putIfPresent(headers, Headers.CORRELATION_ID, one.correlationId());
    if (refused.isPartial()) {
      headers.put(Letter.PARTIAL, Long.toString(refused.length()));
    }
    byte[] payload = refused.bytes();
    if (payload.length > 0) {
      var batch = new EventBatch(List.of(payload));
      headers.putAll(batch.headers());
      payload = headers.containsKey(Headers.LENGTHS) ? batch.value() : payload;
    }
    return new Letter(
        ids.next(),
        Topic.TRAIL_EVENT_RECEIVED.topicName(),
        null,
        null,
        account == null ? "" : account,
        payload,
        headers,
        refused.code() + ": " + refused.detail(),
        one.correlationId());
  }

  private static void putIfPresent(
      Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }
}
