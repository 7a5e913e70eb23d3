package io.cairn.eventstore.query;

import io.cairn.eventstore.codec.DamagedException;
import io.cairn.eventstore.codec.Dictionary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows of {@code dictionary}; one that a block names is never deleted. */
public final class Dictionaries {
  private Dictionaries() {}

  /** The dictionary of this id, from the caches or the table. */
  public static Dictionary load(Connection connection, Caches caches, int id) throws SQLException {
    Dictionary known = id == 0 ? Dictionary.NONE : caches.dictionaries.get(id);
    if (known != null) {
      return known;
    }
    try (PreparedStatement select =
        connection.prepareStatement("select bytes from dictionary where id = ?")) {
      select.setInt(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new DamagedException("dictionary " + id + " is not there");
        }
        var dictionary = new Dictionary(id, row.getBytes(1));
        Dictionary before = caches.dictionaries.putIfAbsent(id, dictionary);
        return before != null ? before : dictionary;
      }
    }
  }

  /**
   * The newest dictionary, to write with.
   *
   * @param id its id; 0 when there is none
   * @param asked the size it was to have
   */
  public record Newest(int id, int asked) {}

  /** The newest one. */
  public static Newest newest(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery("select id, asked from dictionary order by id desc limit 1")) {
      return row.next() ? new Newest(row.getInt(1), row.getInt(2)) : new Newest(0, 0);
    }
  }

  /** Stores a new one, which was to have {@code asked} bytes, and gives its id. */
  public static int insert(Connection connection, byte[] bytes, int asked) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into dictionary (bytes, asked) values (?, ?) returning id")) {
      insert.setBytes(1, bytes);
      insert.setInt(2, asked);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
