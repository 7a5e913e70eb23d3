package io.cairn.eventstore.sql;

import io.cairn.eventstore.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Runs work in a transaction of its own; database errors come as {@link StoreException}. */
public final class Transactions {
  private final DataSource dataSource;

  /** Transactions on connections of {@code dataSource}. */
  public Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Work on a connection; must neither commit nor close it. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run(Connection connection) throws SQLException;
  }

  /** Runs the work and commits; an exception rolls back. {@code what} names it in complaints. */
  public <T> T write(String what, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = work.run(connection);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new StoreException(what, e);
    }
  }

  /** Runs the work on one snapshot that it cannot change: what others do meanwhile is not seen. */
  public <T> T read(String what, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (Statement begin = connection.createStatement()) {
          begin.execute("set transaction isolation level repeatable read read only");
        }
        return work.run(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StoreException(what, e);
    }
  }
}
