package io.cairn.messaging.deadletter;

import io.cairn.messaging.consumer.FailedRecords;
import io.cairn.messaging.consumer.ReceivedRecord;
import io.cairn.messaging.outbox.HeaderText;
import io.cairn.messaging.outbox.Outbox;
import io.cairn.web.page.Page;
import io.cairn.web.page.PageTokens;
import io.cairn.web.problem.HttpProblem;
import io.cairn.web.problem.ProblemException;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of this service, newest first. A letter is kept, with its original bytes, also
 * after a replay.
 */
@Singleton
public class DeadLetters implements FailedRecords {
  private static final String PURPOSE = "dead-letters";
  private static final String COLUMNS =
      "id, topic, kafka_partition, kafka_offset, record_key, reason, octet_length(payload) AS size,"
          + " substring(payload FROM 1 FOR 512) AS preview, correlation_id, failed_at, replayed_at";

  private final DataSource dataSource;
  private final PageTokens tokens;
  private final Ids ids;
  private final Clock clock;
  private final DeadLetterReplay replay;
  private final Outbox outbox;
  private final DeadLetterWriter writer;

  DeadLetters(
      DataSource dataSource,
      PageTokens tokens,
      Ids ids,
      Clock clock,
      DeadLetterReplay replay,
      Outbox outbox,
      DeadLetterWriter writer) {
    this.dataSource = dataSource;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
    this.replay = replay;
    this.outbox = outbox;
    this.writer = writer;
  }

  /** One page, newest first. */
  public Page<DeadLetter> list(int limit, @Nullable String nextToken) {
    @Nullable UUID before =
        nextToken == null ? null : UUID.fromString(tokens.open(PURPOSE, nextToken));
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM dead_letter WHERE (?::uuid IS NULL OR id < ?) ORDER BY id DESC LIMIT ?";
    List<DeadLetter> letters = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, before, Types.OTHER);
      select.setObject(2, before, Types.OTHER);
      select.setInt(3, limit + 1);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          letters.add(letter(rows));
        }
      }
    } catch (SQLException e) {
      throw new DeadLetterException("cannot list dead letters", e);
    }
    boolean more = letters.size() > limit;
    List<DeadLetter> items = more ? letters.subList(0, limit) : letters;
    return new Page<>(items, more ? tokens.seal(PURPOSE, items.getLast().id().toString()) : null);
  }

  @Override
  public void add(ReceivedRecord failed, Throwable reason) {
    try (Connection connection = dataSource.getConnection()) {
      writer.write(connection, List.of(Letter.of(ids.next(), failed, reason)));
    } catch (SQLException e) {
      throw new DeadLetterException("cannot keep a dead letter of " + failed.topic(), e);
    }
    outbox.wakeAfterCommit();
  }

  /**
   * Sends a dead letter to its topic again, marked for this service alone.
   *
   * @return false if there is no such letter
   * @throws ProblemException 409 for a letter that holds only the beginning of its record
   */
  @Transactional
  public boolean replay(UUID id) {
    String sql =
        "SELECT topic, record_key, payload, headers FROM dead_letter WHERE id = ? FOR UPDATE";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        Map<String, String> headers = HeaderText.read(row.getString(4));
        refusePartial(id, headers);
        replay.send(row.getString(1), row.getString(2), row.getBytes(3), headers);
      }
      markReplayed(connection, id);
      return true;
    } catch (SQLException e) {
      throw new DeadLetterException("cannot replay dead letter " + id, e);
    }
  }

  private static void refusePartial(UUID id, Map<String, String> headers) {
    String length = headers.get(Letter.PARTIAL);
    if (length != null) {
      throw new ProblemException(
          HttpProblem.CONFLICT,
          "Dead letter "
              + id
              + " holds only the beginning of a record of "
              + length
              + " bytes, so it cannot be replayed; send the record again from where it came.");
    }
  }

  private void markReplayed(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE dead_letter SET replayed_at = ? WHERE id = ?")) {
      update.setTimestamp(1, Timestamp.from(clock.instant()));
      update.setObject(2, id);
      update.executeUpdate();
    }
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getObject("id", UUID.class),
        row.getString("topic"),
        (Integer) row.getObject("kafka_partition"),
        (Long) row.getObject("kafka_offset"),
        row.getString("record_key"),
        row.getString("reason"),
        row.getLong("size"),
        new String(row.getBytes("preview"), StandardCharsets.UTF_8),
        row.getString("correlation_id"),
        row.getTimestamp("failed_at").toInstant(),
        instant(row.getTimestamp("replayed_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
