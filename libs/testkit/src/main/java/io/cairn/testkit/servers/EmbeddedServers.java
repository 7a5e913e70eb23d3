package io.cairn.testkit.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL and one broker for the whole test JVM. Lives in the system class loader (see
 * {@link ServiceTestServers}), so that an application restarted by a test profile meets the same
 * servers. Speaks JDK types only, for that reason.
 */
public final class EmbeddedServers {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable EmbeddedKafka kafka;

  private EmbeddedServers() {}

  /**
   * Starts what is not started; gives the settings of a fresh database and of a broker with empty
   * topics.
   */
  public static synchronized Map<String, String> settings() {
    EmbeddedKafka broker = kafka();
    broker.recreateTopics();
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", freshDatabase());
    settings.put("quarkus.datasource.username", "postgres");
    settings.put("quarkus.datasource.password", "postgres");
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    return settings;
  }

  /** JDBC address of a new, empty database on the shared server. */
  public static synchronized String freshDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    EmbeddedPostgres server = postgres();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create test database " + name, e);
    }
    return server.getJdbcUrl("postgres", name);
  }

  /** Address of the shared broker. */
  public static synchronized String bootstrapServers() {
    return kafka().bootstrapServers();
  }

  private static EmbeddedPostgres postgres() {
    EmbeddedPostgres server = postgres;
    if (server == null) {
      server = startPostgres();
      postgres = server;
    }
    return server;
  }

  private static EmbeddedPostgres startPostgres() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("shared_buffers", "64MB")
          .setServerConfig("max_connections", "100")
          .setServerConfig("jit", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the embedded PostgreSQL", e);
    }
  }

  private static EmbeddedKafka kafka() {
    EmbeddedKafka broker = kafka;
    if (broker == null) {
      broker = EmbeddedKafka.start();
      kafka = broker;
    }
    return broker;
  }
}
