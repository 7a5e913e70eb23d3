package io.cairn.standalone.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  private static final Path CACHE = Path.of("target", "postgresql").toAbsolutePath();

  @TempDir private Path temp;
  private DataFolder folder;
  private Secrets secrets;
  private int port;
  private PostgresServer server;

  @BeforeEach
  void open() {
    folder = DataFolder.open(temp.resolve("data"));
    secrets = Secrets.of(folder);
    port = new Ports(folder, new Random()).of("postgresql");
    server = new PostgresServer(folder, secrets, port, CACHE);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void shouldRefuseConnectionsWithoutTheRightPassword() throws Exception {
    // Given
    server.start();
    Map<String, Database> databases =
        server.databases(List.of("config", "trail"), s -> secrets.password("postgresql." + s));
    Database config = Objects.requireNonNull(databases.get("config"));

    // When, Then
    try (var connection = Schemas.connect(config.jdbcUrl(), config.username(), config.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mine (id int)");
    }
    assertThatThrownBy(() -> Schemas.connect(config.jdbcUrl(), "config", "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    assertThatThrownBy(() -> Schemas.connect(config.jdbcUrl(), "config", ""))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> Schemas.connect(server.url("postgres"), "postgres", ""))
        .isInstanceOf(SQLException.class);
    Database trail = Objects.requireNonNull(databases.get("trail"));
    try (var connection = Schemas.connect(trail.jdbcUrl(), trail.username(), trail.password());
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT * FROM config.mine"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void shouldListenOnLoopbackAloneAndHaveNoSocket() throws Exception {
    // Given
    server.start();

    // When
    String listen = setting("listen_addresses");
    String sockets = setting("unix_socket_directories");

    // Then
    assertThat(listen).isEqualTo("127.0.0.1");
    assertThat(sockets).isEmpty();
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
  }

  @Test
  void shouldKeepDataWhenStoppedAndStarted() throws Exception {
    // Given
    server.start();
    execute("CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");

    // When
    server.stop();
    server.start();

    // Then
    assertThat(one("SELECT id FROM kept")).isEqualTo("7");
    assertThat(server.databases(List.of("config"), s -> secrets.password("postgresql." + s)))
        .containsKey("config");
  }

  @Test
  void shouldStopWhatAKilledLauncherLeftAndKeepItsData() throws Exception {
    // Given a server whose keeper was killed as well, so that nobody stops it
    server.start();
    execute("CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (8)");
    long left = pid();
    for (var child : ProcessHandle.current().children().toList()) {
      if (child.info().commandLine().orElse("").contains("pg_ctl")) {
        child.destroyForcibly();
        child.onExit().get(5, TimeUnit.SECONDS);
      }
    }
    assertThat(ProcessHandle.of(left)).isPresent();

    // When
    var next = new PostgresServer(folder, secrets, port, CACHE);
    next.start();

    // Then
    try {
      assertThat(pid()).isNotEqualTo(left);
      await().untilAsserted(() -> assertThat(ProcessHandle.of(left)).isEmpty());
      assertThat(one("SELECT id FROM kept")).isEqualTo("8");
    } finally {
      next.stop();
    }
  }

  @Test
  void shouldRecoverWhenTheServerItselfIsKilled() throws Exception {
    // Given
    server.start();
    execute("CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (9)");
    var ended = server.onExit();

    // When
    ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
    ended.get(10, TimeUnit.SECONDS);
    server.stop();
    server.start();

    // Then
    assertThat(one("SELECT id FROM kept")).isEqualTo("9");
  }

  @Test
  void shouldSayWhichPortWhenItIsTaken() throws Exception {
    // Given
    try (var taken = new ServerSocket(0)) {
      var blocked = new PostgresServer(folder, secrets, taken.getLocalPort(), CACHE);

      // When, Then
      assertThatThrownBy(blocked::start)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("PostgreSQL did not start on port " + taken.getLocalPort())
          .hasMessageContaining("postgresql.log");
    }
  }

  private long pid() throws Exception {
    return Long.parseLong(
        Files.readAllLines(folder.postgresql().resolve("postmaster.pid")).getFirst());
  }

  private String setting(String name) throws SQLException {
    return one("SHOW " + name);
  }

  private void execute(String... statements) throws SQLException {
    try (var connection = admin();
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private String one(String query) throws SQLException {
    try (var connection = admin();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private Connection admin() throws SQLException {
    return Schemas.connect(
        server.url("cairn"), PostgresServer.ADMIN, secrets.password("postgresql.admin"));
  }
}
