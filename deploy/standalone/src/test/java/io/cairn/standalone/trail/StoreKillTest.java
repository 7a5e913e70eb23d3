package io.cairn.standalone.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.eventstore.FoundPage;
import io.cairn.eventstore.Predicate;
import io.cairn.eventstore.Window;
import io.cairn.eventstore.check.CheckReport;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import io.cairn.standalone.postgres.Database;
import io.cairn.standalone.postgres.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A writer that stores, tells, merges and seals, and its database, killed by kill -9 at seeded
 * moments: every acknowledged event is there once, byte for byte, and the check finds nothing. Five
 * kills; {@code -Dcairn.full=true} makes it 200 and writes the result down; {@code -Dcairn.seed=N}
 * repeats a run's choices.
 */
class StoreKillTest {
  private static final Path CACHE = Path.of("target", "postgresql").toAbsolutePath();
  private static final Duration SOON = Duration.ofMinutes(1);

  /** After so many kills another store begins, so that reading it whole takes no longer. */
  private static final int KILLS_OF_A_STORE = 10;

  private final boolean full = Boolean.getBoolean("cairn.full");
  private final long seed = Long.getLong("cairn.seed", 20_261_124L);
  private final Random random = new Random(seed);
  private final Set<Step.Kind> kinds = EnumSet.noneOf(Step.Kind.class);

  @TempDir private Path temp;
  private DataFolder folder;
  private Secrets secrets;
  private PostgresServer server;

  @BeforeEach
  void start() {
    folder = DataFolder.open(temp.resolve("data"));
    secrets = Secrets.of(folder);
    server =
        new PostgresServer(
            folder, secrets, new Ports(folder, new Random()).of("postgresql"), CACHE);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  /** A writer that runs. */
  private final class Writer {
    private final Process process;
    private final AtomicLong acknowledged = new AtomicLong(-1);
    private final AtomicInteger appended = new AtomicInteger();
    private final Thread reader;

    Writer(Database database) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  WriterProcess.class.getName(),
                  database.jdbcUrl(),
                  database.username(),
                  database.password())
              .redirectError(temp.resolve("writer.err").toFile())
              .start();
      reader = Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (Character.isDigit(line.charAt(0))) {
            acknowledged.set(Long.parseLong(line));
            appended.incrementAndGet();
          } else {
            kinds.add(Step.Kind.valueOf(line));
          }
        }
      } catch (IOException _) {
        // The pipe broke with the process.
      }
    }

    /** Waits until the process is gone; gives the last offset it acknowledged. */
    long end() throws InterruptedException {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(reader.join(SOON)).isTrue();
      return acknowledged.get();
    }
  }

  @Test
  void shouldHoldEveryAcknowledgedEventOnceWhenWriterAndDatabaseAreKilled() throws Exception {
    int kills = full ? 200 : 5;
    long acknowledged = 0;
    long found = 0;
    for (int done = 0; done < kills; done += KILLS_OF_A_STORE) {
      int some = Math.min(KILLS_OF_A_STORE, kills - done);
      String schema = "trail" + done;
      Database database = database(schema);
      var source =
          WriterProcess.source(database.jdbcUrl(), database.username(), database.password());
      migrate(source);
      long last = -1;
      for (int kill = done; kill < done + some; kill++) {
        // When
        last = Math.max(last, kill(database, kill));

        // Then
        found = check(source, last, "kill " + (kill + 1) + ", seed " + seed);
      }
      acknowledged += (last + 1) * KilledEvents.FRESH;
      System.out.printf("%d of %d kills, %d events in this store%n", done + some, kills, found);
    }
    assertThat(kinds).contains(Step.Kind.MERGED_BLOCKS, Step.Kind.SEALED);
    if (full) {
      write(kills, acknowledged);
    }
  }

  private Database database(String schema) {
    return Objects.requireNonNull(
        server.databases(List.of(schema), s -> secrets.password("postgresql." + s)).get(schema));
  }

  /** Lets a writer run until a moment under load, kills it or its database. */
  private long kill(Database database, int kill) throws Exception {
    var writer = new Writer(database);
    int appends = 5 + random.nextInt(60);
    boolean ofDatabase = kill % 2 == 1;
    await("a writer at work, kill " + kill)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              assertThat(writer.process.isAlive())
                  .as(Files.readString(temp.resolve("writer.err")))
                  .isTrue();
              return writer.appended.get() >= appends;
            });
    if (ofDatabase) {
      ProcessHandle postmaster =
          ProcessHandle.of(
                  Long.parseLong(
                      Files.readAllLines(folder.postgresql().resolve("postmaster.pid")).getFirst()))
              .orElseThrow();
      postmaster.destroyForcibly();
      await().atMost(SOON).until(() -> !postmaster.isAlive());
    }
    long last = writer.end();
    if (ofDatabase) {
      server.stop();
      server.start();
    }
    return last;
  }

  /** Judges the store; gives the number of its events. */
  private long check(PGSimpleDataSource source, long last, String after) {
    try (var store = new BlockEventStore(source, WriterProcess.settings())) {
      CheckReport report = store.check();
      assertThat(report.faults()).as(after).isEmpty();
      long next = store.leases().getFirst().nextOffset();
      assertThat(next).as("the offset after " + after).isGreaterThan(last);
      Set<String> expected = new HashSet<>();
      for (long offset = 0; offset < next; offset++) {
        for (int i = 0; i < KilledEvents.FRESH; i++) {
          expected.add(KilledEvents.event(offset, i));
        }
      }
      List<String> found = all(store);
      assertThat(found).as("events after " + after).hasSize(expected.size());
      assertThat(new HashSet<>(found)).as("events after " + after).isEqualTo(expected);
      assertThat(report.events()).isEqualTo(expected.size());
      return found.size();
    }
  }

  private static List<String> all(BlockEventStore store) {
    List<String> all = new ArrayList<>();
    String token = null;
    do {
      FoundPage page =
          store.find(
              new Predicate.Everything(), Window.ALWAYS, token, 1_000, Duration.ofMinutes(1));
      page.events().forEach(e -> all.add(new String(e.bytes(), UTF_8)));
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  private static void migrate(PGSimpleDataSource source) throws SQLException, IOException {
    for (String migration :
        List.of(
            "eventstore/V202611240900__event_store",
            "blockstore/V202611241200__block_store",
            "blockstore/V202611241610__arrival",
            "blockstore/V202611241630__account_writer",
            "blockstore/V202611241631__dictionary_asked")) {
      try (InputStream in =
              Objects.requireNonNull(
                  BlockEventStore.class.getResourceAsStream("/db/" + migration + ".sql"));
          Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(new String(in.readAllBytes(), UTF_8));
      }
    }
  }

  private void write(int kills, long acknowledged) throws IOException {
    String line =
        "| %s | %d | %d | %d | 0 | 0 | - | `./cairn test --full deploy/standalone StoreKillTest` (seed %d) |%n"
            .formatted(LocalDate.now(ZoneOffset.UTC), kills, acknowledged, acknowledged, seed);
    Files.writeString(
        Path.of(System.getProperty("cairn.root"), "docs/reliability.md"),
        line,
        StandardOpenOption.APPEND);
  }
}
