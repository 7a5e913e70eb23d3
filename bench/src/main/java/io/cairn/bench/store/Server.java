package io.cairn.bench.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of its own, durable as in production, with the store's tables in a database. */
final class Server implements AutoCloseable {
  private static final List<String> MIGRATIONS =
      List.of(
          "eventstore/V202611240900__event_store",
          "eventstore/V202611241000__resource_index_without_pending_list",
          "blockstore/V202611241200__block_store",
          "blockstore/V202611241610__arrival",
          "blockstore/V202611241630__account_writer",
          "blockstore/V202611241631__dictionary_asked");

  private final EmbeddedPostgres postgres;
  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
  private final long postmaster;

  Server(Path data, String sharedBuffers) throws IOException, SQLException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setServerConfig("shared_buffers", sharedBuffers)
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("jit", "off")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    source.setURL(postgres.getJdbcUrl("postgres", "postgres"));
    for (String migration : MIGRATIONS) {
      String file = "/db/" + migration + ".sql";
      try (InputStream ddl = Server.class.getResourceAsStream(file)) {
        if (ddl == null) {
          throw new IOException(file + " is not on the class path");
        }
        execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  CpuTime cpu() throws IOException {
    return CpuTime.now(postmaster);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Connections that are kept open when they are closed, as a pool's are. */
  DataSource pool() {
    return (DataSource)
        Proxy.newProxyInstance(
            Server.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                return method.invoke(source, arguments);
              }
              Connection kept = idle.poll();
              return pooled(kept != null ? kept : source.getConnection());
            });
  }

  private Connection pooled(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Server.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                real.setAutoCommit(true);
                idle.add(real);
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
