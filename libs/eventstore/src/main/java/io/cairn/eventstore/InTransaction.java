package io.cairn.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Work of the caller that commits, or not, together with a batch. */
@FunctionalInterface
public interface InTransaction {
  /**
   * Called once, after the events were written and before the commit. Must neither commit nor close
   * the connection; an exception rolls the whole batch back.
   */
  void run(Connection connection, List<Outcome> outcomes) throws SQLException;
}
