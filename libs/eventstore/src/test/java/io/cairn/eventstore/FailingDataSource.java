package io.cairn.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;

/**
 * Connections that die at a chosen step: before the n-th statement, copy or commit, or right after
 * a commit whose answer is lost. From then on nothing works until {@link #arm}.
 */
@NullMarked
final class FailingDataSource {
  private static final Set<String> STEPS =
      Set.of("prepareStatement", "createStatement", "unwrap", "commit");

  private final DataSource real;
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile boolean afterCommit;

  FailingDataSource(DataSource real) {
    this.real = real;
  }

  /**
   * Lets {@code steps} steps pass and fails the next; the answer of a commit that passes last is
   * lost.
   */
  void arm(int steps, boolean loseAnswers) {
    left.set(steps);
    afterCommit = loseAnswers;
  }

  void disarm() {
    left.set(Integer.MAX_VALUE);
  }

  /** Whether the step it waited for came. */
  boolean hasFailed() {
    return left.get() < 0;
  }

  DataSource source() {
    return (DataSource)
        Proxy.newProxyInstance(
            FailingDataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
              }
              Connection connection = real.getConnection();
              return Proxy.newProxyInstance(
                  FailingDataSource.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (_, call, parameters) ->
                      step(
                          connection,
                          call.getName(),
                          () -> {
                            try {
                              return call.invoke(connection, parameters);
                            } catch (InvocationTargetException e) {
                              throw e.getCause();
                            }
                          }));
            });
  }

  private interface Call {
    Object make() throws Throwable;
  }

  private Object step(Connection connection, String name, Call call) throws Throwable {
    if (!STEPS.contains(name)) {
      return call.make();
    }
    if (left.getAndDecrement() <= 0) {
      connection.abort(Runnable::run);
      throw new SQLException("the connection died at " + name, "08006");
    }
    Object result = call.make();
    if (afterCommit && name.equals("commit") && left.get() == 0) {
      left.set(-1);
      throw new SQLException("the answer of the commit was lost", "08006");
    }
    return result;
  }
}
