package io.cairn.findings.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the caller's transaction, or each by itself where there is none. Translates
 * failures into {@link DatabaseException}, which keeps the cause.
 */
@Singleton
public class Database {
  private final DataSource dataSource;

  Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /** Does it; the connection is closed afterwards, the result must not need it. */
    T on(Connection connection) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T extends @Nullable Object> {
    /** The row the result set stands on. */
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Does some work.
   *
   * @param what what is being done, for the message of a failure: "count findings"
   */
  public <T extends @Nullable Object> T call(String what, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DatabaseException("cannot " + what + ": " + e.getMessage(), e);
    }
  }

  /** A column of type timestamptz that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** A column of type timestamptz. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
