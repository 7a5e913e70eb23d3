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

  /** The id of the newest, to write with; 0 when there is none. */
  public static int newest(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select coalesce(max(id), 0) from dictionary")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Stores a new one and gives its id. */
  public static int insert(Connection connection, byte[] bytes) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into dictionary (bytes) values (?) returning id")) {
      insert.setBytes(1, bytes);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
