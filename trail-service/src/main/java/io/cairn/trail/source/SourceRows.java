package io.cairn.trail.source;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Statements on the sources' tables, each in a transaction of its own. */
@Singleton
public class SourceRows {
  private final DataSource dataSource;

  SourceRows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Sets a statement's parameters. */
  public interface Binding {
    /** Called once before the statement runs. */
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Reads a row. */
  public interface Reading<T> {
    /** Called for each row; must not keep the result set. */
    T read(ResultSet row) throws SQLException;
  }

  List<Source> query(String sql, Binding binding) {
    return query(sql, binding, SourceRow::read);
  }

  /**
   * All rows of a query, in order.
   *
   * @throws SourceStoreException if the database is away
   */
  public <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
    List<T> found = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      binding.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(reading.read(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new SourceStoreException("reading sources", e);
    }
  }

  /**
   * Runs a change; the number of rows it touched.
   *
   * @throws SourceStoreException if the database is away; nothing was changed
   */
  public int update(String sql, Binding binding) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SourceStoreException("writing a source", e);
    }
  }
}
