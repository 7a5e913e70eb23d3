package io.cairn.messaging.consumer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
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

  /**
   * Not every IOException: Jackson's and those of charsets and archives are failures of the data,
   * and what is taken for transient is tried for ever.
   */
  private static boolean isTransientItself(Throwable t) {
    return switch (t) {
      case SQLTransientException _, SQLRecoverableException _ -> true;
      case SQLException e -> isTransientState(e.getSQLState());
      case RetriableException _, TimeoutException _ -> true;
      case SocketException _, UnknownHostException _, InterruptedIOException _ -> true;
      case SSLException _, ClosedChannelException _, FileSystemException _ -> true;
      case IOException e -> e.getClass() == IOException.class;
      default -> false;
    };
  }

  /**
   * None (the pool gave no connection in time), connection (08), rollback (40), resources such as a
   * full disk (53), operator intervention (57), system error (58).
   */
  private static boolean isTransientState(@Nullable String state) {
    return state == null
        || (state.startsWith("08")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("58")
            || state.equals("55P03"));
  }
}
