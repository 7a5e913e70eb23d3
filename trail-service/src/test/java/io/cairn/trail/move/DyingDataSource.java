package io.cairn.trail.move;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;

/** Connections as a process has them that is killed: after some steps nothing works any more. */
@NullMarked
final class DyingDataSource {
  private static final Set<String> STEPS =
      Set.of("prepareStatement", "createStatement", "unwrap", "commit");

  private final DataSource real;
  private final AtomicInteger left;

  DyingDataSource(DataSource real, int steps) {
    this.real = real;
    this.left = new AtomicInteger(steps);
  }

  boolean isDead() {
    return left.get() < 0;
  }

  DataSource source() {
    return (DataSource)
        Proxy.newProxyInstance(
            DyingDataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
              }
              step();
              return connection(real.getConnection());
            });
  }

  private Connection connection(Connection open) {
    return (Connection)
        Proxy.newProxyInstance(
            DyingDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, call, parameters) -> {
              if (STEPS.contains(call.getName())) {
                step();
              }
              if (isDead() && call.getName().equals("rollback")) {
                open.rollback();
                throw new SQLException("killed", "57P01");
              }
              if (isDead() && call.getName().equals("close")) {
                end(open);
              }
              try {
                return call.invoke(open, parameters);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** What the server does when the connection's process is gone. */
  private static void end(Connection open) throws SQLException {
    if (!open.getAutoCommit()) {
      open.rollback();
    }
    try (Statement unlock = open.createStatement()) {
      unlock.execute("select pg_advisory_unlock_all()");
    }
  }

  private void step() throws SQLException {
    if (left.decrementAndGet() < 0) {
      throw new SQLException("killed", "57P01");
    }
  }
}
