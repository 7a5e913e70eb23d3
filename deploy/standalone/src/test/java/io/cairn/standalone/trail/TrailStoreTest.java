package io.cairn.standalone.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.cli.Main;
import io.cairn.cli.trail.RecordSlices;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.Lease;
import io.cairn.eventstore.NewEvent;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoreSettings;
import io.cairn.eventstore.store.BlockEventStore;
import io.cairn.eventstore.upkeep.Step;
import io.cairn.standalone.folder.DataFolder;
import io.cairn.standalone.folder.Ports;
import io.cairn.standalone.folder.Secrets;
import io.cairn.standalone.postgres.Database;
import io.cairn.standalone.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** {@code trail export} and {@code trail check} on a data folder whose suite is down. */
class TrailStoreTest {
  private static final Path CACHE = Path.of("target", "postgresql").toAbsolutePath();
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");
  private static final int EVENTS = 3_000;

  @TempDir private Path temp;
  private Path data;
  private final List<String> stored = new ArrayList<>();

  private record Ran(int status, String out, String err) {}

  @BeforeEach
  void fill() throws Exception {
    System.setProperty("cairn.cache", CACHE.toString());
    data = temp.resolve("data");
    onDatabase(
        source -> {
          for (String migration :
              List.of(
                  "eventstore/V202611240900__event_store",
                  "blockstore/V202611241200__block_store",
                  "blockstore/V202611241610__arrival",
                  "blockstore/V202611241630__account_writer",
                  "blockstore/V202611241631__dictionary_asked")) {
            execute(source, resource("/db/" + migration + ".sql"));
          }
          execute(source, "drop table event, event_batch");
          store(source);
        });
  }

  private interface Work {
    void on(PGSimpleDataSource source) throws Exception;
  }

  /** Starts the folder's database as its suite would, and stops it. */
  private void onDatabase(Work work) throws Exception {
    var folder = DataFolder.open(data);
    var secrets = Secrets.of(folder);
    int port = new Ports(folder, new Random()).of("postgresql");
    var server = new PostgresServer(folder, secrets, port, CACHE);
    server.start();
    try {
      Database database =
          Objects.requireNonNull(
              server
                  .databases(List.of("trail"), s -> secrets.password("postgresql." + s))
                  .get("trail"));
      var source = new PGSimpleDataSource();
      source.setURL(database.jdbcUrl());
      source.setUser(database.username());
      source.setPassword(database.password());
      work.on(source);
    } finally {
      server.stop();
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(BlockEventStore.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static void execute(PGSimpleDataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Three days, two accounts, three regions or none; some pretty-printed, some with odd ids. */
  private static String event(int i) {
    String id =
        i % 11 == 0 ? "odd-" + i : UUID.nameUUIDFromBytes(("e" + i).getBytes(UTF_8)).toString();
    String region = i % 4 == 3 ? "" : ",\"awsRegion\":\"eu-west-" + i % 4 + "\"";
    return "{\"eventID\":\"%s\",%s\"eventTime\":\"%s\",\"eventName\":\"Export%d\",\"recipientAccountId\":\"%s\"%s,\"text\":\"\\u0001 ü \\\"%d\\\"\"}"
        .formatted(
            id,
            i % 5 == 0 ? "\n  " : "",
            Instant.parse("2026-02-27T22:00:00Z").plusSeconds(i * 30L),
            i % 2,
            i % 3 == 0 ? "111122223333" : "444455556666",
            region,
            i);
  }

  private void store(PGSimpleDataSource source) {
    try (var store = new BlockEventStore(source, StoreSettings.ofDefaults())) {
      Lease lease = store.lease(0, 0, 0);
      var scanner = new EventScanner();
      for (int from = 0; from < EVENTS; from += 100) {
        List<NewEvent> batch = new ArrayList<>();
        for (int i = from; i < from + 100; i++) {
          byte[] bytes = event(i).getBytes(UTF_8);
          var scanned = (ScannedEvent) scanner.scan(bytes);
          batch.add(new NewEvent(String.valueOf(scanned.recordAccountId()), scanned, bytes));
          stored.add(event(i));
        }
        lease = store.append(lease, from + 1, batch, (_, _) -> {}).lease();
        if (from < EVENTS * 3 / 4) {
          store.untold(0, 100_000).forEach(b -> store.told(lease(store), b.batchNumber()));
        }
      }
      while (store.upkeep(LATER).kind() != Step.Kind.NOTHING) {
        assertThat(store.untoldBatches()).isPositive();
      }
    }
  }

  private static Lease lease(BlockEventStore store) {
    return store.leases().getFirst();
  }

  private static Ran run(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int status =
        Main.commandLine(Clock.systemUTC())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new Ran(status, out.toString(), err.toString());
  }

  private static Map<String, List<String>> files(Path root) throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    try (var all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        List<String> records = new ArrayList<>();
        try (var slices = new RecordSlices(new GZIPInputStream(Files.newInputStream(file)))) {
          for (byte[] each = slices.next(); each != null; each = slices.next()) {
            records.add(new String(each, UTF_8));
          }
        }
        files.put(root.relativize(file).toString(), records);
      }
    }
    return files;
  }

  @Test
  void shouldExportEveryByteInCloudTrailsLayoutAndFindNothingWrong() throws Exception {
    // When
    Path first = temp.resolve("first");
    Ran all = run("trail", "export", first.toString(), "--data", data.toString());
    Ran again =
        run("trail", "export", temp.resolve("second").toString(), "--data", data.toString());
    Ran check = run("trail", "check", "--json", "--data", data.toString());

    // Then
    assertThat(all).as(all.toString()).extracting(Ran::status).isEqualTo(0);
    assertThat(all.out()).startsWith(EVENTS + " events in ");
    Map<String, List<String>> files = files(first);
    assertThat(files.values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(stored);
    assertThat(files.keySet())
        .allMatch(
            name ->
                name.matches(
                    "AWSLogs/([0-9]{12})/CloudTrail/([a-z0-9-]+)/2026/(02|03)/[0-9]{2}/\\1_CloudTrail_\\2_2026[0-9]{4}T[0-9]{4}Z_[A-Za-z0-9]{16}\\.json\\.gz"))
        .anyMatch(name -> name.contains("/no-region/2026/02/28/"));
    assertThat(again.status()).isZero();
    assertThat(files(temp.resolve("second"))).isEqualTo(files);
    assertThat(check.status()).as(check.toString()).isZero();
    assertThat(check.out()).contains("\"events\" : " + EVENTS, "\"faults\" : [ ]");
  }

  @Test
  void shouldExportOnlyWhatIsChosen() throws Exception {
    // When
    Path some = temp.resolve("some");
    Ran ran =
        run(
            "trail",
            "export",
            some.toString(),
            "--data",
            data.toString(),
            "--account",
            "111122223333",
            "--since",
            "2026-02-28",
            "--name",
            "Export1");

    // Then
    assertThat(ran).as(ran.toString()).extracting(Ran::status).isEqualTo(0);
    assertThat(files(some).values().stream().flatMap(List::stream))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            stored.stream()
                .filter(e -> e.contains("111122223333") && e.contains("Export1"))
                .filter(e -> !e.contains("2026-02-27T"))
                .toList());
  }

  @Test
  void shouldNameWhatIsWrongAndWhereWhenABlockIsDamaged() throws Exception {
    // Given
    onDatabase(
        source ->
            execute(
                source,
                "update block set payload = overlay(payload placing '\\x00112233' from 200 for 4)"
                    + " where id = (select min(id) from block)"));

    // When
    Ran check = run("trail", "check", "--data", data.toString());
    Ran export = run("trail", "export", temp.resolve("some").toString(), "--data", data.toString());

    // Then
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("WHAT IS WRONG").containsPattern("block [0-9]+ of 2026-0");
    assertThat(export.status()).isEqualTo(1);
    assertThat(export.err()).contains("missing, for it is damaged");
  }

  @Test
  void shouldSayWhatToDoWhenThereIsNoStore() {
    // When
    Ran nothing = run("trail", "check", "--data", temp.resolve("none").toString());
    Ran away = run("trail", "check", "--jdbc", "jdbc:postgresql://127.0.0.1:1/cairn");

    // Then
    assertThat(nothing.status()).isEqualTo(1);
    assertThat(nothing.err()).contains("holds no database").contains("--data");
    assertThat(away.status()).isEqualTo(3);
    assertThat(away.err()).contains("cannot be reached");
  }
}
