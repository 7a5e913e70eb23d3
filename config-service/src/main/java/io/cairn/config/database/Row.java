package io.cairn.config.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row that a result stands on. */
@FunctionalInterface
public interface Row<T> {
  /** Reads the current row; never moves on. */
  T read(ResultSet row) throws SQLException;
}
