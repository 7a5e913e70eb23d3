package io.cairn.findings.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SQL with the values of its parameters, in order. Values are always bound, never written into the
 * text.
 */
public final class Statement {
  private final StringBuilder sql;
  private final List<@Nullable Object> values = new ArrayList<>();

  private Statement(String sql) {
    this.sql = new StringBuilder(sql);
  }

  /** A statement that begins with this text. */
  public static Statement of(String sql) {
    return new Statement(sql);
  }

  /** Goes on with more text. */
  public Statement sql(String text) {
    sql.append(text);
    return this;
  }

  /**
   * Gives the next parameters their values: text, numbers, booleans, UUIDs, instants, bytes, or
   * collections of text, UUIDs, longs or bytes for arrays.
   */
  public Statement with(@Nullable Object... next) {
    for (Object value : next) {
      values.add(value);
    }
    return this;
  }

  /** All rows. */
  public <T> List<T> list(Connection connection, Database.RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    }
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(Connection connection, Database.RowReader<T> reader)
      throws SQLException {
    List<T> rows = list(connection, reader);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  /** Number of rows changed. */
  public int run(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  private PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.toString());
    try {
      for (int i = 0; i < values.size(); i++) {
        bind(connection, statement, i + 1, values.get(i));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Instant time -> statement.setTimestamp(index, Timestamp.from(time));
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Collection<?> many -> statement.setArray(index, array(connection, many));
      default -> statement.setObject(index, value);
    }
  }

  private static Array array(Connection connection, Collection<?> many) throws SQLException {
    @Nullable Object first = many.isEmpty() ? "" : many.iterator().next();
    return switch (first) {
      case UUID _ -> connection.createArrayOf("uuid", many.toArray());
      case Long _ -> connection.createArrayOf("bigint", many.toArray());
      case byte[] _ -> connection.createArrayOf("bytea", many.toArray(byte[][]::new));
      case null, default -> connection.createArrayOf("text", many.toArray());
    };
  }
}
