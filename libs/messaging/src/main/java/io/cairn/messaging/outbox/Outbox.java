package io.cairn.messaging.outbox;

import io.cairn.contracts.Topic;
import io.cairn.web.runtime.Correlation;
import io.cairn.web.runtime.Ids;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
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
    addAll(topic, List.of(new Entry(key, json)));
  }

  /**
   * An event to add.
   *
   * @param key the ordering unit
   * @param json the event's data
   */
  public record Entry(String key, byte[] json) {}

  /**
   * Adds events in one round trip, in their order.
   *
   * @param topic as of {@link #add}
   * @param entries the events; none is allowed and does nothing
   * @throws IllegalStateException outside a transaction
   */
  public void addAll(Topic topic, List<Entry> entries) {
    insert(topic.topicName(), entries);
  }

  /** Lets the relay look for new rows as soon as the caller's transaction has committed. */
  public void wakeAfterCommit() {
    transaction.registerInterposedSynchronization(new WakeAfterCommit(relay));
  }

  private void insert(String topic, List<Entry> entries) {
    if (transaction.getTransactionKey() == null) {
      throw new IllegalStateException("an event for " + topic + " was added outside a transaction");
    }
    if (entries.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Entry entry : entries) {
        insert.setObject(1, ids.next());
        insert.setString(2, topic);
        insert.setString(3, entry.key());
        insert.setBytes(4, entry.json());
        insert.setString(5, Correlation.current());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      SQLException next = e instanceof BatchUpdateException ? e.getNextException() : null;
      // the batch's own exception quotes every value
      throw new OutboxException("cannot add an event for " + topic, next == null ? e : next);
    }
    wakeAfterCommit();
  }
}
