package io.cairn.config.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, which background work waits out, from other failures. */
public final class Outage {
  private static final int DEEPEST_CAUSE = 20;

  private Outage() {}

  /** Whether a failure will pass when the database answers again. */
  public static boolean isBehind(Throwable failure) {
    int depth = 0;
    for (@Nullable Throwable t = failure; t != null && depth++ < DEEPEST_CAUSE; t = t.getCause()) {
      if (t instanceof SQLTransientException
          || t instanceof SQLRecoverableException
          || (t instanceof SQLException e && isAway(e))
          || (t instanceof XAException xa && isAway(xa))) {
        return true;
      }
    }
    return false;
  }

  /** Connection (08), resources (53), operator intervention (57); none from the pool itself. */
  private static boolean isAway(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null
        ? String.valueOf(e.getMessage()).contains("acquisition timeout")
        : state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
  }

  private static boolean isAway(XAException e) {
    return e.errorCode == XAException.XAER_RMFAIL || e.errorCode == XAException.XAER_RMERR;
  }
}
