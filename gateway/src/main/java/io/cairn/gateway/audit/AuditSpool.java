package io.cairn.gateway.audit;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** The table of records that the broker has not acknowledged. */
@Singleton
class AuditSpool {
  private static final int PAGE = 500;

  /**
   * Rows that guard against a crash of this process alone need not be flushed to disk one by one:
   * they survive it in the database. Rows that stand in for the broker's acknowledgement are.
   */
  private static final String UNFLUSHED =
      "WITH setting AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)) ";

  private static final String BEGIN =
      UNFLUSHED
          + "INSERT INTO audit_record (event_id, record, final, correlation_id, recorded_at) SELECT ?, ?, false, ?, ? FROM setting";
  private static final String FORGET =
      UNFLUSHED + "DELETE FROM audit_record USING setting WHERE event_id = ?";
  private static final String KEEP =
      "INSERT INTO audit_record (event_id, record, final, correlation_id, recorded_at) VALUES (?, ?, true, ?, ?) ON CONFLICT (event_id) DO UPDATE SET record = excluded.record, final = true";
  private static final String DUE =
      "SELECT event_id, record, correlation_id FROM audit_record WHERE final OR recorded_at < ? ORDER BY recorded_at LIMIT "
          + PAGE
          + " FOR UPDATE SKIP LOCKED";

  private final AgroalDataSource dataSource;
  private final AuditConfig config;
  private final Clock clock;

  AuditSpool(AgroalDataSource dataSource, AuditConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  /** Tells that a changing request is about to be carried out. */
  void begin(StoredRecord started) throws SQLException {
    insert(BEGIN, started);
  }

  /** Keeps a record until the relay has sent it. */
  void keep(StoredRecord kept) throws SQLException {
    insert(KEEP, kept);
  }

  private void insert(String sql, StoredRecord row) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, row.eventId());
      insert.setBytes(2, row.bytes());
      insert.setString(3, row.correlationId());
      insert.setTimestamp(4, Timestamp.from(clock.instant()));
      insert.executeUpdate();
    }
  }

  /** Removes the row of a record that the broker has acknowledged. */
  void forget(UUID eventId) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setObject(1, eventId);
      delete.executeUpdate();
    }
  }

  /** How many records wait to be sent. */
  long size() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement count =
            connection.prepareStatement("SELECT count(*) FROM audit_record WHERE final");
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Hands a page of records that are due to {@code send} and deletes them if it says true.
   *
   * @return whether there may be more
   */
  boolean drain(Predicate<List<StoredRecord>> send) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<StoredRecord> page = due(connection);
        boolean sent = !page.isEmpty() && send.test(page);
        if (sent) {
          delete(connection, page);
        }
        connection.commit();
        return sent && page.size() == PAGE;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private List<StoredRecord> due(Connection connection) throws SQLException {
    Instant orphaned = clock.instant().minus(config.orphanAfter());
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      select.setTimestamp(1, Timestamp.from(orphaned));
      try (ResultSet rows = select.executeQuery()) {
        List<StoredRecord> page = new ArrayList<>();
        while (rows.next()) {
          page.add(
              new StoredRecord(rows.getObject(1, UUID.class), rows.getBytes(2), rows.getString(3)));
        }
        return page;
      }
    }
  }

  private static void delete(Connection connection, List<StoredRecord> page) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM audit_record WHERE event_id = ANY (?)")) {
      delete.setArray(
          1, connection.createArrayOf("uuid", page.stream().map(StoredRecord::eventId).toArray()));
      delete.executeUpdate();
    }
  }
}
