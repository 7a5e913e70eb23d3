package io.cairn.messaging.consumer;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the world around, which pass, from failures of the record, which do not. */
final class Transience {
  private static final int DEEPEST_CAUSE = 20;

  private Transience() {}

  static boolean isTransient(Throwable failure) {
    int depth = 0;
    for (@Nullable Throwable t = failure;
        t != null && depth < DEEPEST_CAUSE;
        t = t.getCause(), depth++) {
      if (t instanceof PoisonException) {
        return false;
      }
      if (isTransientItself(t)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransientItself(Throwable t) {
    return switch (t) {
      case SQLTransientException e -> true;
      case SQLRecoverableException e -> true;
      case SQLException e -> isTransientState(e.getSQLState());
      case RetriableException e -> true;
      case TimeoutException e -> true;
      case IOException e -> true;
      default -> false;
    };
  }

  /**
   * Connection (08), rollback (40), resources such as a full disk (53), operator intervention (57),
   * system error (58).
   */
  private static boolean isTransientState(@Nullable String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("58")
            || state.equals("55P03"));
  }
}
