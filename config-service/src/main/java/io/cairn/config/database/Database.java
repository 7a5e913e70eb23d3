package io.cairn.config.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the service's database; joins the caller's transaction where there is one.
 * Values may be text, numbers, booleans, bytes, instants, UUIDs, collections of text (arrays) and
 * null.
 */
@ApplicationScoped
public class Database {
  private static final int FETCH = 200;

  private final DataSource dataSource;

  Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** All rows. The caller bounds them with a LIMIT or by the nature of the key. */
  public <T> List<T> list(Sql sql, Row<T> row) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql)) {
      statement.setFetchSize(FETCH);
      List<T> result = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(row.read(rows));
        }
      }
      return result;
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(Sql sql, Row<T> row) {
    List<T> rows = list(sql, row);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  /** Number that the only column of the only row holds. */
  public long number(Sql sql) {
    return first(sql, row -> row.getLong(1)).orElse(0L);
  }

  /** Changes rows; gives how many. */
  public int update(Sql sql) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** Runs one statement for each list of values, in one round trip; gives the rows each changed. */
  public int[] batch(
      String text, Collection<? extends List<? extends @Nullable Object>> valueLists) {
    if (valueLists.isEmpty()) {
      return new int[0];
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(text)) {
      for (List<? extends @Nullable Object> values : valueLists) {
        bind(connection, statement, values);
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      throw failure(Sql.of(text), e);
    }
  }

  private static PreparedStatement prepare(Connection connection, Sql sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.text());
    try {
      bind(connection, statement, sql.values());
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    int place = 1;
    for (Object value : values) {
      switch (value) {
        case Instant time ->
            statement.setObject(place, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
        case byte[] bytes -> statement.setBytes(place, bytes);
        case Collection<?> texts ->
            statement.setArray(place, connection.createArrayOf("text", texts.toArray()));
        case null, default -> statement.setObject(place, value);
      }
      place++;
    }
  }

  /** A batch's own exception quotes all values, whole items among them. */
  private static SQLException withoutValues(SQLException e) {
    SQLException next = e instanceof BatchUpdateException ? e.getNextException() : null;
    return next == null ? e : next;
  }

  private static DatabaseException failure(Sql sql, SQLException e) {
    String text = sql.text();
    String head = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    SQLException plain = withoutValues(e);
    return new DatabaseException(
        "the database refused: " + head + ": " + plain.getMessage(), plain);
  }
}
