package io.cairn.eventstore.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The advisory lock of one store under which its stored blocks may move: merging, sealing and
 * dropping hold it to the end of their transaction, and so does who must not see them move.
 */
public final class UpkeepLock {
  private static final int LOCK = 0x63757073;
  private static final String KEY = "(%d, hashtext(current_schema()))".formatted(LOCK);

  private UpkeepLock() {}

  /** Takes it, or false when another has it. */
  public static boolean tryTake(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select pg_try_advisory_xact_lock" + KEY)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** Waits until it has it: as long as a step of upkeep takes, seconds at most. */
  public static void take(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement()) {
      select.execute("select pg_advisory_xact_lock" + KEY);
    }
  }
}
