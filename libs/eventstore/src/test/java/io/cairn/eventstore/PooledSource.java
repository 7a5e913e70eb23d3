package io.cairn.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Connections that are kept when they are closed, unless they died: opening one takes long. */
@NullMarked
final class PooledSource {
  private final DataSource real;
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

  PooledSource(DataSource real) {
    this.real = real;
  }

  DataSource source() {
    return (DataSource)
        Proxy.newProxyInstance(
            PooledSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
              }
              Connection kept = idle.poll();
              return pooled(kept != null ? kept : real.getConnection());
            });
  }

  private Connection pooled(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            PooledSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                giveBack(connection);
                return null;
              }
              return call(connection, method, arguments);
            });
  }

  private void giveBack(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.setAutoCommit(true);
      idle.add(connection);
    }
  }

  private static @Nullable Object call(
      Connection connection, Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
