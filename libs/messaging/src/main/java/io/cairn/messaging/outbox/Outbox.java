package io.cairn.messaging.outbox;

import io.cairn.contracts.Topic;
import io.cairn.web.runtime.Correlation;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where a service puts what it has to tell. {@link #add} joins the caller's transaction, so that
 * nothing is told that did not happen and nothing that happened goes untold; {@link OutboxRelay}
 * sends it at least once.
 */
@Singleton
public class Outbox {
  private static final String INSERT =
      "INSERT INTO outbox (event_id, topic, record_key, payload, correlation_id) VALUES (?, ?, ?, ?, ?)";

  private final DataSource dataSource;
  private final Ids ids;
  private final OutboxRelay relay;
  private final TransactionSynchronizationRegistry transaction;

  Outbox(
      DataSource dataSource,
      Ids ids,
      OutboxRelay relay,
      TransactionSynchronizationRegistry transaction) {
    this.dataSource = dataSource;
    this.ids = ids;
    this.relay = relay;
    this.transaction = transaction;
  }

  /**
   * Adds an event.
   *
   * @param topic where it goes; any but the two trail topics, which have their own way
   * @param key the ordering unit; events of one key are sent in the order they were added
   * @param json the event's data
   * @throws IllegalStateException outside a transaction
   */
  public void add(Topic topic, String key, byte[] json) {
    insert(topic.topicName(), key, json);
  }

  /** Lets the relay look for new rows as soon as the caller's transaction has committed. */
  public void wakeAfterCommit() {
    transaction.registerInterposedSynchronization(new WakeAfterCommit(relay));
  }

  private void insert(String topic, String key, byte[] value) {
    if (transaction.getTransactionKey() == null) {
      throw new IllegalStateException("an event for " + topic + " was added outside a transaction");
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, ids.next());
      insert.setString(2, topic);
      insert.setString(3, key);
      insert.setBytes(4, value);
      insert.setString(5, Correlation.current());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new OutboxException("cannot add an event for " + topic, e);
    }
    wakeAfterCommit();
  }
}
