package io.cairn.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.cairn.messaging.outbox.OutboxSender.Sending;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a page of the outbox: lock, send all, await every ack, delete what was taken, commit. A row
 * that the broker will never take is parked in the same transaction.
 */
@Singleton
class OutboxPages {
  private static final Logger LOGGER = LoggerFactory.getLogger(OutboxPages.class);

  private final AgroalDataSource dataSource;
  private final OutboxRows rows;
  private final OutboxSender sender;

  OutboxPages(AgroalDataSource dataSource, OutboxRows rows, OutboxSender sender) {
    this.dataSource = dataSource;
    this.rows = rows;
    this.sender = sender;
  }

  /**
   * How a page went.
   *
   * @param more whether there may be another page
   * @param topics topics that were tried
   * @param failed those of them that could not be written now, and why
   */
  record Paged(boolean more, List<String> topics, Map<String, String> failed) {}

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Sends one page of rows that go to any other than these topics. */
  Paged sendOne(Collection<String> waitingTopics) throws SQLException {
    return inTransaction(
        connection -> {
          List<OutboxRow> page =
              OutboxRows.lock(connection) ? rows.page(connection, waitingTopics) : List.of();
          if (page.isEmpty()) {
            return new Paged(false, List.of(), Map.of());
          }
          Sending sending = sender.send(page);
          OutboxRows.delete(connection, sending.sent());
          for (Map.Entry<OutboxRow, String> refused : sending.refused().entrySet()) {
            park(connection, refused.getKey(), refused.getValue());
          }
          return new Paged(
              page.size() == OutboxRows.PAGE,
              page.stream().map(OutboxRow::topic).distinct().toList(),
              sending.failed());
        });
  }

  private static void park(Connection connection, OutboxRow row, String reason)
      throws SQLException {
    LOGGER
        .atError()
        .addKeyValue("topic", row.topic())
        .addKeyValue("key", row.message().key())
        .addKeyValue("sequence", row.sequence())
        .addKeyValue("error", reason)
        .log("the broker will not take a row of the outbox; it is set aside and the rest goes on");
    OutboxRows.park(connection, row, reason);
  }

  /** Gives parked rows another try; their number. */
  int unpark() throws SQLException {
    return inTransaction(OutboxRows::unpark);
  }

  OutboxLevel level() throws SQLException {
    return inTransaction(OutboxRows::level);
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  void close() {
    sender.close();
  }
}
