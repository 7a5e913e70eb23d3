package io.cairn.standalone.postgres;

import io.cairn.standalone.folder.BoundedLog;
import io.cairn.standalone.folder.CannotStart;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child of the launcher. It listens on loopback alone, has no Unix socket, and asks
 * every connection for a password (SCRAM-SHA-256). Its keeper, a shell that waits for the
 * launcher's end of a pipe to close, shuts it down cleanly when the launcher stops in whatever way,
 * kill -9 included. Every commit is on disk before it is answered.
 */
public final class PostgresServer {
  static final String ADMIN = "cairn_admin";
  private static final Logger LOGGER = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final Duration READY = Duration.ofMinutes(1);
  private static final Duration GONE = Duration.ofSeconds(3);

  // Started by the keeper, the server is in a session of its own: Ctrl-C at the terminal reaches
  // the
  // launcher alone, which stops the services first.
  private static final String KEEPER =
      """
      trap '' INT HUP
      pg_ctl=$1 data=$2 options=$3
      "$pg_ctl" start -W -s -D "$data" -o "$options" || exit 1
      read -r _
      exec "$pg_ctl" stop -s -m fast -w -t 55 -D "$data" </dev/null
      """;

  private final DataFolder folder;
  private final Secrets secrets;
  private final Path home;
  private final int port;
  private final List<String> asUser;
  private final BoundedLog log;
  private @Nullable Process keeper;

  /**
   * Prepares the server; nothing runs yet.
   *
   * @param cache where the programs are unpacked, outside the data folder so that suites share them
   */
  public PostgresServer(DataFolder folder, Secrets secrets, int port, Path cache) {
    this.folder = folder;
    this.secrets = secrets;
    this.port = port;
    this.home = PostgresBinaries.unpack(cache);
    this.asUser = AsUser.prefix();
    this.log = new BoundedLog(log());
  }

  /**
   * Starts the server and waits until it answers. A server that a killed launcher left behind is
   * shut down first.
   *
   * @throws CannotStart if it does not answer within 60 s
   */
  public void start() {
    if (Files.exists(pidFile())) {
      stopLeftOver();
    }
    if (!Files.exists(folder.postgresql().resolve("PG_VERSION"))) {
      initialise();
    }
    log.line("-- start on port " + port);
    keeper = launch();
    awaitAnswer(keeper);
  }

  private Process launch() {
    try {
      var process =
          command(
                  List.of(
                      "sh",
                      "-c",
                      KEEPER,
                      "postgresql",
                      program("pg_ctl"),
                      folder.postgresql().toString(),
                      String.join(" ", PostgresSettings.arguments(port))))
              .redirectErrorStream(true)
              .start();
      log.copy(process.getInputStream(), "postgresql");
      return process;
    } catch (IOException e) {
      throw new CannotStart("PostgreSQL cannot be started: " + e.getMessage(), e);
    }
  }

  private void initialise() {
    Path password = folder.secrets().resolve("initdb.password");
    try {
      DataFolder.writeSecret(password, secrets.password("postgresql.admin") + "\n");
      run(
          List.of(
              program("initdb"),
              "--pgdata=" + folder.postgresql(),
              "--username=" + ADMIN,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums"),
          Duration.ofMinutes(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(password);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Shuts down what a killed launcher left; a pid file without its process is PostgreSQL's to mend.
   */
  private void stopLeftOver() {
    long pid = leftOverPid();
    if (pid <= 0 || !isPostgres(pid)) {
      return;
    }
    LOGGER
        .atWarn()
        .addKeyValue("pid", pid)
        .log("a PostgreSQL left by a killed launcher is stopped");
    run(
        List.of(
            program("pg_ctl"),
            "stop",
            "-s",
            "-m",
            "fast",
            "-w",
            "-t",
            "55",
            "-D",
            folder.postgresql().toString()),
        STOP);
  }

  private long leftOverPid() {
    try {
      String first = Files.readAllLines(pidFile()).stream().findFirst().orElse("");
      return first.matches("[0-9]{1,10}") ? Long.parseLong(first) : -1;
    } catch (IOException _) {
      return -1; // gone between the look and the read: it stopped by itself
    }
  }

  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(p -> p.info().command())
        .map(command -> command.endsWith("postgres"))
        .orElse(false);
  }

  private void awaitAnswer(Process process) {
    long begin = System.nanoTime();
    while (true) {
      try {
        Schemas.database(url("postgres"), ADMIN, secrets.password("postgresql.admin"), "cairn");
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || isHopeless(e, System.nanoTime() - begin)) {
          String why = reason(e);
          stop();
          throw new CannotStart(
              "PostgreSQL did not start on port %d: %s; read %s".formatted(port, why, log()), e);
        }
      }
      pause(process);
    }
  }

  // Our own password is refused, or the server is gone (its pid file is there from its first moment
  // to its last): waiting mends nothing.
  private boolean isHopeless(SQLException e, long nanos) {
    return "28P01".equals(e.getSQLState())
        || nanos > READY.toNanos()
        || (nanos > GONE.toNanos() && !Files.exists(pidFile()));
  }

  private String reason(SQLException e) {
    return BoundedLog.tail(log(), 40).reversed().stream()
        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
        .findFirst()
        .map(
            line ->
                line.substring(Math.max(line.indexOf("FATAL:"), line.indexOf("PANIC:")) + 6).trim())
        .orElse(Schemas.firstLine(e));
  }

  private static void pause(Process process) {
    try {
      var _ = process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted while PostgreSQL started", e);
    }
  }

  /** Makes the services' roles and schemas; the server must run. */
  public Map<String, Database> databases(List<String> services, UnaryOperator<String> passwordOf) {
    return new Schemas(url("cairn"), ADMIN, secrets.password("postgresql.admin"))
        .make(services, passwordOf);
  }

  /** Completes when the server or its keeper has ended, whoever ended it. */
  public CompletableFuture<Object> onExit() {
    Process process = keeper;
    if (process == null) {
      throw new IllegalStateException("PostgreSQL was not started");
    }
    return ProcessHandle.of(leftOverPid())
        .map(server -> CompletableFuture.anyOf(server.onExit(), process.onExit()))
        .orElseGet(() -> CompletableFuture.anyOf(process.onExit()));
  }

  /** Shuts the server down cleanly and waits, at most 60 s; then the processes are killed. */
  public void stop() {
    Process process = keeper;
    if (process == null) {
      return;
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        LOGGER
            .atError()
            .addKeyValue("log", log())
            .log("PostgreSQL did not stop in time and is killed");
        ProcessHandle.of(leftOverPid()).ifPresent(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException _) {
      process.destroyForcibly(); // the keeper is gone: nothing reads the pipe
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    keeper = null;
  }

  private void run(List<String> arguments, Duration limit) {
    try {
      var process = command(arguments).redirectErrorStream(true).start();
      process.getOutputStream().close();
      log.copy(process.getInputStream(), "postgresql").join(limit);
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new CannotStart(
            "PostgreSQL's %s failed; read %s"
                .formatted(Path.of(arguments.getFirst()).getFileName(), log()));
      }
    } catch (IOException e) {
      throw new CannotStart("PostgreSQL's " + arguments.getFirst() + " cannot be run: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted while PostgreSQL started", e);
    }
  }

  private ProcessBuilder command(List<String> arguments) {
    var all = new ArrayList<>(asUser);
    all.addAll(arguments);
    var builder = new ProcessBuilder(all).directory(folder.root().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private Path pidFile() {
    return folder.postgresql().resolve("postmaster.pid");
  }

  private Path log() {
    return folder.log("postgresql");
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }
}
