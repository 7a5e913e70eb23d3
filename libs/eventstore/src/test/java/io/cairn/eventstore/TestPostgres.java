package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL for the test JVM; each test gets a database with the store's tables. */
@NullMarked
final class TestPostgres {
  private static final List<String> MIGRATIONS =
      List.of(
          "eventstore/V202611240900__event_store",
          "eventstore/V202611241000__resource_index_without_pending_list",
          "blockstore/V202611241200__block_store",
          "blockstore/V202611241610__arrival",
          "blockstore/V202611241630__account_writer",
          "blockstore/V202611241631__dictionary_asked");
  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static boolean migrated;

  private TestPostgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("jit", "off")
          .setServerConfig("shared_buffers", "64MB")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DataSource fresh() throws SQLException, IOException {
    String name = "store_" + DATABASES.incrementAndGet();
    execute(SERVER.getPostgresDatabase(), "create database " + name + " template " + template());
    return new PooledSource(source(name)).source();
  }

  /** The database that has the tables, made once; copying it is quicker than migrating. */
  private static synchronized String template() throws SQLException, IOException {
    String name = "store_template";
    if (!migrated) {
      execute(SERVER.getPostgresDatabase(), "create database " + name);
      for (String migration : MIGRATIONS) {
        try (InputStream ddl =
            Objects.requireNonNull(
                TestPostgres.class.getResourceAsStream("/db/" + migration + ".sql"))) {
          execute(source(name), new String(ddl.readAllBytes(), UTF_8));
        }
      }
      migrated = true;
    }
    return name;
  }

  private static DataSource source(String database) {
    var source = new PGSimpleDataSource();
    source.setURL(SERVER.getJdbcUrl("postgres", database));
    return source;
  }

  static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
